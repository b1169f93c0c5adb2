import { z } from "zod";
import { idAt, keyPairAt } from "../fields";

/** What `getProjects` is asked with. */
export const getProjectsArgs = z.strictObject({ keyPair: keyPairAt("keyPair").optional() });

/** The account's projects, in the order of their ids. */
export const getProjectsResult = z.object({
  projects: z.array(
    z.object({
      projectId: z.string(),
      projectName: z.string(),
      merchantId: z.string().optional(),
      organizationName: z.string().optional(),
    }),
  ),
});

/** What `getDataSpaces` is asked with. */
export const getDataSpacesArgs = z.strictObject({
  projectId: idAt("projectId").optional(),
  keyPair: keyPairAt("keyPair").optional(),
});

/** The data spaces of the account, or of one project, in the order of their ids. */
export const getDataSpacesResult = z.object({
  dataSpaces: z.array(
    z.object({
      dataSpaceId: z.string(),
      name: z.string(),
      type: z.string(),
      projectId: z.string(),
      projectName: z.string(),
      merchantId: z.string().optional(),
      services: z.array(z.string()),
      cloudId: z.string().optional(),
    }),
  ),
});

/** The functions of the provider plugin, by the last part of their tokens. */
export const functions = {
  getProjects: { args: getProjectsArgs, result: getProjectsResult },
  getDataSpaces: { args: getDataSpacesArgs, result: getDataSpacesResult },
} as const;
export type FunctionName = keyof typeof functions;

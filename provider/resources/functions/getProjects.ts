import type { z } from "zod";
import { requireMerchant } from "../account";
import { pairOf } from "../keyPair";
import type { Online } from "../lifecycle";
import type { getProjectsArgs, getProjectsResult } from "./schema";

/** The account's projects. A row stands for one data space, so a project has several. */
export async function getProjects(
  { keyPair }: z.output<typeof getProjectsArgs>,
  { registry, configuration }: Online,
): Promise<z.output<typeof getProjectsResult>> {
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const projects = new Map(
    rows.map(({ projectId, projectName, mageId, organizationName }) => [
      projectId,
      { projectId, projectName, merchantId: mageId, organizationName },
    ]),
  );
  return {
    projects: [...projects.values()].sort((a, b) => a.projectId.localeCompare(b.projectId)),
  };
}

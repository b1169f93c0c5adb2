import { z } from "zod";
import type { Contents } from "../account/world";
import { DATA_SPACE_TYPES, EDITIONS, ENVIRONMENTS, KEY_POLICIES, ROLES } from "../rules/terms";
import { DocumentError, readDocument } from "./DocumentError";

const text = z.string().max(1_000);
const moment = z.number().int();
const standing = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("licensed"), edition: z.enum(EDITIONS) }),
  z.strictObject({ state: z.literal("unlicensed") }),
  z.strictObject({ state: z.literal("invoice-pending"), edition: z.enum(EDITIONS) }),
]);

const account = z.strictObject({
  mageId: text,
  standing,
  keyPolicy: z.enum(KEY_POLICIES),
  role: z.enum(ROLES),
  maxProjects: z.number().int().nonnegative(),
  propagation: z.strictObject({ newKeyMs: moment, deletedKeyMs: moment }),
  organizationId: text,
  organizationName: text,
  imsOrganizationId: text,
});

const key = z.strictObject({
  publicKey: text,
  mageId: text,
  environment: z.enum(ENVIRONMENTS),
  label: text,
  clientToken: text.nullable(),
  verifier: z.string().max(10_000).startsWith("-----BEGIN PUBLIC KEY-----"),
  createdAt: moment,
  acceptedFrom: moment,
  end: z
    .strictObject({ by: z.enum(["superseded", "deleted"]), at: moment, refusedFrom: moment })
    .nullable(),
  lastUsedAt: moment.nullable(),
});

const project = z.strictObject({
  projectId: text,
  mageId: text,
  environment: z.enum(ENVIRONMENTS),
  name: text,
  createdAt: moment,
  updatedAt: moment,
});

const dataSpace = z.strictObject({
  dataSpaceId: text,
  projectId: text,
  name: text,
  type: z.enum(DATA_SPACE_TYPES),
  featureSet: z.array(text),
  cloudId: text.nullable(),
  cleanedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
});

const snapshotSchema = z.strictObject({
  format: z.literal("commerce-services-emulator/snapshot"),
  version: z.literal(1),
  accounts: z.array(account),
  keys: z.array(key),
  projects: z.array(project),
  dataSpaces: z.array(dataSpace),
});

/**
 * Everything the service knows, exactly, as JSON. It holds verifying halves and no private key:
 * whoever restores it needs the pairs that were handed out.
 */
export type Snapshot = z.output<typeof snapshotSchema>;

export function takeSnapshot({ accounts, keys, projects, dataSpaces }: Contents): Snapshot {
  return snapshotSchema.parse({
    format: "commerce-services-emulator/snapshot",
    version: 1,
    accounts,
    keys,
    projects,
    dataSpaces,
  });
}

/**
 * The contents of a snapshot that may be put to use, or all that is wrong with it. A running
 * emulator also asks that it is `holding` the account that its portal shows.
 */
export function readSnapshot(
  value: unknown,
  { holding, document = "The snapshot" }: { holding?: string; document?: string } = {},
): Contents {
  const { accounts, keys, projects, dataSpaces } = readDocument(snapshotSchema, value, document);
  const mageIds = new Set(accounts.map(({ mageId }) => mageId));
  const projectIds = new Set(projects.map(({ projectId }) => projectId));
  const problems = [
    ...(holding === undefined || mageIds.has(holding)
      ? []
      : [`accounts: ${holding} is not among them`]),
    ...keys
      .filter(({ mageId }) => !mageIds.has(mageId))
      .map(({ publicKey, mageId }) => `key ${publicKey}: there is no account ${mageId}`),
    ...projects
      .filter(({ mageId }) => !mageIds.has(mageId))
      .map(({ projectId, mageId }) => `project ${projectId}: there is no account ${mageId}`),
    ...dataSpaces
      .filter(({ projectId }) => !projectIds.has(projectId))
      .map(
        ({ dataSpaceId, projectId }) =>
          `data space ${dataSpaceId}: there is no project ${projectId}`,
      ),
  ];
  if (problems.length > 0) throw new DocumentError(document, problems);
  return { accounts, keys, projects, dataSpaces };
}

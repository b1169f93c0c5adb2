import type { Core } from "../../account/core";
import { type Account, editionOf } from "../../rules/account";
import type { DataSpace, Project } from "../../rules/projects";
import type { Environment } from "../../rules/terms";

/**
 * A data space on the wire: its project and account flattened into one row. Every field is sent
 * everywhere; the service leaves some out of lists.
 */
export interface Row {
  readonly environmentId: string;
  readonly environmentName: string;
  readonly environmentType: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly imsOrganizationId: string;
  readonly mageId: string;
  readonly accountGroup: string;
  readonly entitlementAuthority: string;
  readonly accountEntitlements: readonly string[];
  readonly featureSet: readonly string[];
  readonly cloudId: string | null;
  readonly subscriptionEndDate: string | null;
  readonly accountSyncStatus: { readonly status: string; readonly updatedAt: string };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly hipaa: boolean;
}

const iso = (ms: number) => new Date(ms).toISOString();

export function rowOf(account: Account, project: Project, space: DataSpace): Row {
  const updatedAt = iso(Math.max(space.updatedAt, project.updatedAt));
  return {
    environmentId: space.dataSpaceId,
    environmentName: space.name,
    environmentType: space.type,
    projectId: project.projectId,
    projectName: project.name,
    organizationId: account.organizationId,
    organizationName: account.organizationName,
    imsOrganizationId: account.imsOrganizationId,
    mageId: account.mageId,
    accountGroup: editionOf(account) === "commerce" ? "Adobe Commerce" : "Magento Open Source",
    entitlementAuthority: "MAGENTO",
    accountEntitlements: [],
    featureSet: space.featureSet,
    cloudId: space.cloudId,
    subscriptionEndDate: null,
    accountSyncStatus: { status: "Success", updatedAt },
    createdAt: iso(space.createdAt),
    updatedAt,
    hipaa: false,
  };
}

/** All rows of an account on one gateway: a row per data space, of all its projects. */
export const rowsOf = ({ world }: Core, account: Account, environment: Environment): Row[] =>
  world
    .projectsOf(account.mageId, environment)
    .flatMap((project) =>
      world.dataSpacesOf(project.projectId).map((space) => rowOf(account, project, space)),
    );

interface KeptList {
  readonly revision: number;
  readonly body: string;
}

const keptLists = new WeakMap<Core, Map<string, KeptList>>();

function listsOf(core: Core): Map<string, KeptList> {
  const lists = keptLists.get(core) ?? new Map<string, KeptList>();
  keptLists.set(core, lists);
  return lists;
}

/** The list as text, kept until anything in it changes: with 1,000 rows it is most of the work. */
export function listBody(core: Core, account: Account, environment: Environment): string {
  const lists = listsOf(core);
  const name = `${environment} ${account.mageId}`;
  const kept = lists.get(name);
  if (kept?.revision === core.world.registryRevision) return kept.body;
  const body = JSON.stringify({ results: rowsOf(core, account, environment) });
  lists.set(name, { revision: core.world.registryRevision, body });
  return body;
}

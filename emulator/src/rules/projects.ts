import { type Account, editionOf, entitledDataSpaces, entitledFeatures } from "./account";
import {
  allowed,
  type DataSpaceType,
  type Edition,
  type Environment,
  type Outcome,
  refused,
} from "./terms";

export interface Project {
  readonly projectId: string;
  readonly mageId: string;
  readonly environment: Environment;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What the wire calls an environment (`environmentId`, `environmentName`, `environmentType`). */
export interface DataSpace {
  readonly dataSpaceId: string;
  readonly projectId: string;
  readonly name: string;
  readonly type: DataSpaceType;
  readonly featureSet: readonly string[];
  readonly cloudId: string | null;
  /** When its catalogue data was last wiped. */
  readonly cleanedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ProjectLimit {
  readonly code: "project_limit";
  readonly existing: readonly string[];
}

/** Randomness is handed in, so that the rule stays a function of its arguments. */
export type NewId = () => string;

/** Makes a project **and** its data spaces, as many as the licence says. Nothing deletes them. */
export function initializeProject(
  account: Account,
  existing: readonly Project[],
  request: { readonly name: string; readonly environment: Environment },
  newId: NewId,
  now: number,
): Outcome<{ project: Project; dataSpaces: DataSpace[] }, ProjectLimit> {
  const same = existing.filter((project) => project.environment === request.environment);
  if (same.length >= account.maxProjects)
    return refused({ code: "project_limit", existing: same.map(({ projectId }) => projectId) });
  return allowed(projectWith(account, request, entitledDataSpaces(editionOf(account)), newId, now));
}

/** What Support can do and the API cannot: any number of projects, any set of data spaces. */
export function projectWith(
  account: Account,
  request: { readonly name: string; readonly environment: Environment },
  spaces: readonly { name: string; type: DataSpaceType }[],
  newId: NewId,
  now: number,
): { project: Project; dataSpaces: DataSpace[] } {
  const project: Project = {
    projectId: newId(),
    mageId: account.mageId,
    environment: request.environment,
    name: request.name,
    createdAt: now,
    updatedAt: now,
  };
  const edition = editionOf(account);
  const dataSpaces = spaces.map((space) => newDataSpace(project, space, edition, newId, now));
  return { project, dataSpaces };
}

function newDataSpace(
  { projectId }: Project,
  { name, type }: { name: string; type: DataSpaceType },
  edition: Edition,
  newId: NewId,
  now: number,
): DataSpace {
  return {
    dataSpaceId: newId(),
    projectId,
    name,
    type,
    featureSet: entitledFeatures(edition),
    cloudId: null,
    cleanedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

export const renameProject = (project: Project, name: string, now: number): Project => ({
  ...project,
  name,
  updatedAt: now,
});

export const renameDataSpace = (space: DataSpace, name: string, now: number): DataSpace => ({
  ...space,
  name,
  updatedAt: now,
});

export const bindCloudId = (space: DataSpace, cloudId: string, now: number): DataSpace => ({
  ...space,
  cloudId,
  updatedAt: now,
});

/** Wipes the catalogue data and leaves the space as it is; a name in the call renames it too. */
export const cleanUp = (space: DataSpace, name: string | undefined, now: number): DataSpace => ({
  ...space,
  name: name ?? space.name,
  cleanedAt: now,
  updatedAt: now,
});

export function switchFeature(
  space: DataSpace,
  feature: string,
  on: boolean,
  now: number,
): DataSpace {
  const others = space.featureSet.filter((name) => name !== feature);
  return { ...space, featureSet: on ? [...others, feature] : others, updatedAt: now };
}

import type { KeyEnd, KeyRecord } from "../rules/keys";
import type { DataSpace, Project } from "../rules/projects";
import type { DataSpaceType, Environment } from "../rules/terms";

/** Records as rows and back: each record's columns, the identifying one first, and its cells. */

type Cell = string | number | null;
/** What the database gives. It is our own file, its schema checked at opening. */
type Row = Record<string, unknown>;

export const KEY_COLUMNS = [
  "public_key",
  "mage_id",
  "environment",
  "label",
  "client_token",
  "verifier",
  "created_at",
  "accepted_from",
  "ended_by",
  "ended_at",
  "refused_from",
  "last_used_at",
] as const;

export const keyToRow = (key: KeyRecord): Cell[] => [
  key.publicKey,
  key.mageId,
  key.environment,
  key.label,
  key.clientToken,
  key.verifier,
  key.createdAt,
  key.acceptedFrom,
  key.end?.by ?? null,
  key.end?.at ?? null,
  key.end?.refusedFrom ?? null,
  key.lastUsedAt,
];

export function keyFromRow(raw: unknown): KeyRecord {
  const row = raw as Row;
  const by = row.ended_by as KeyEnd["by"] | null;
  return {
    publicKey: row.public_key as string,
    mageId: row.mage_id as string,
    environment: row.environment as Environment,
    label: row.label as string,
    clientToken: row.client_token as string | null,
    verifier: row.verifier as string,
    createdAt: row.created_at as number,
    acceptedFrom: row.accepted_from as number,
    end: by && { by, at: row.ended_at as number, refusedFrom: row.refused_from as number },
    lastUsedAt: row.last_used_at as number | null,
  };
}

export const PROJECT_COLUMNS = [
  "project_id",
  "mage_id",
  "environment",
  "name",
  "created_at",
  "updated_at",
] as const;

export const projectToRow = (project: Project): Cell[] => [
  project.projectId,
  project.mageId,
  project.environment,
  project.name,
  project.createdAt,
  project.updatedAt,
];

export function projectFromRow(raw: unknown): Project {
  const row = raw as Row;
  return {
    projectId: row.project_id as string,
    mageId: row.mage_id as string,
    environment: row.environment as Environment,
    name: row.name as string,
    createdAt: row.created_at as number,
    updatedAt: row.updated_at as number,
  };
}

export const DATA_SPACE_COLUMNS = [
  "data_space_id",
  "project_id",
  "name",
  "type",
  "feature_set",
  "cloud_id",
  "cleaned_at",
  "created_at",
  "updated_at",
] as const;

export const dataSpaceToRow = (space: DataSpace): Cell[] => [
  space.dataSpaceId,
  space.projectId,
  space.name,
  space.type,
  JSON.stringify(space.featureSet),
  space.cloudId,
  space.cleanedAt,
  space.createdAt,
  space.updatedAt,
];

export function dataSpaceFromRow(raw: unknown): DataSpace {
  const row = raw as Row;
  return {
    dataSpaceId: row.data_space_id as string,
    projectId: row.project_id as string,
    name: row.name as string,
    type: row.type as DataSpaceType,
    featureSet: JSON.parse(row.feature_set as string) as string[],
    cloudId: row.cloud_id as string | null,
    cleanedAt: row.cleaned_at as number | null,
    createdAt: row.created_at as number,
    updatedAt: row.updated_at as number,
  };
}

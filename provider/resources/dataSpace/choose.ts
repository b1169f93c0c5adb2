import type { Properties } from "../../domain/unknown";
import type { Row } from "../../registry";
import { projectsOf, requireMerchant } from "../account";
import { projectNotFound } from "../errors";
import { pairOf } from "../keyPair";
import type { Imported, Online } from "../lifecycle";
import { parseGiven } from "../parse";
import { dataSpaceNotFound, dataSpaceTypeDiffers, nameTaken } from "./errors";
import type { DataSpaceInputs } from "./schema";
import { type DataSpaceState, dataSpaceInputs, toState } from "./schema";

type Choice = Pick<DataSpaceInputs, "projectId" | "type" | "name" | "dataSpaceId">;

/**
 * The data space that the declaration means: by id, else by type and name, else by type when the
 * project has just one. Never by order: the service promises none.
 */
export function chooseDataSpace(rows: readonly Row[], choice: Choice): Row {
  const { projectId, type, name, dataSpaceId } = choice;
  const ofProject = rows.filter((row) => row.projectId === projectId);
  if (ofProject.length === 0) {
    const existing = projectsOf(rows).map(
      (project) => `${project.projectName} (${project.projectId})`,
    );
    throw projectNotFound("projectId", existing);
  }
  if (dataSpaceId !== undefined) {
    const row = ofProject.find(({ environmentId }) => environmentId === dataSpaceId);
    if (!row) throw dataSpaceNotFound("dataSpaceId", ofProject.map(summary));
    if (row.environmentType !== type) throw dataSpaceTypeDiffers(row.environmentType);
    return row;
  }
  const ofType = ofProject.filter(({ environmentType }) => environmentType === type);
  const named = ofType.filter(({ environmentName }) => environmentName === name);
  const [only, ...others] = name !== undefined && named.length > 0 ? named : ofType;
  if (!only || others.length > 0) {
    throw dataSpaceNotFound(
      name === undefined ? "type" : "name",
      (ofType.length ? ofType : ofProject).map(summary),
    );
  }
  return only;
}

/** Throws CS4121 when another data space of the project has the name that this one is to get. */
export function requireNameFree(
  rows: readonly Row[],
  { environmentId, projectId }: Pick<Row, "environmentId" | "projectId">,
  name: string | undefined,
): void {
  const taken = rows.find(
    (row) =>
      row.projectId === projectId &&
      row.environmentId !== environmentId &&
      row.environmentName === name,
  );
  if (taken) throw nameTaken(taken.environmentId);
}

const summary = (row: Row) =>
  `${row.environmentType} ${row.environmentName} (${row.environmentId})`;

const lookup = dataSpaceInputs.pick({ keyPair: true });

/** The account's data space of this id. Which store it serves is for the program to say. */
export async function importDataSpace(
  id: string,
  given: Properties,
  { registry, configuration }: Online,
): Promise<Imported<DataSpaceInputs, DataSpaceState> | undefined> {
  const { keyPair } = parseGiven(lookup, given);
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const row = rows.find(({ environmentId }) => environmentId === id);
  if (!row) return undefined;
  const state = toState({ keyPair }, row);
  const { projectId, type, name } = state;
  return { state, inputs: { projectId, type, name, keyPair } };
}

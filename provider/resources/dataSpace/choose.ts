import {
  dataSpaceNotFound,
  dataSpaceTypeDiffers,
  nameTaken,
  projectNotFound,
} from "../../errors/account";
import type { Row } from "../../registry";
import { projectsOf } from "../merchant";
import type { DataSpaceInputs } from "./schema";

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

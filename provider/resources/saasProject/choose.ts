import { projectAmbiguous, projectNotFound } from "../../errors/account";
import type { Row } from "../../registry";
import { projectsOf } from "../merchant";
import type { SaasProjectInputs } from "./schema";

/**
 * The existing project that the declaration means: exactly the one of that id, else the one of
 * that name. Undefined only in an account that has none at all: a second project is never made.
 */
export function chooseProject(
  rows: readonly Row[],
  { name, projectId }: Pick<SaasProjectInputs, "name" | "projectId">,
): string | undefined {
  const projects = projectsOf(rows);
  const existing = projects.map((project) => `${project.projectName} (${project.projectId})`);
  if (projectId !== undefined) {
    if (projects.some((project) => project.projectId === projectId)) return projectId;
    throw projectNotFound("projectId", existing);
  }
  const [first, ...more] = projects.filter((project) => project.projectName === name);
  if (more.length > 0) throw projectAmbiguous([first, ...more].map((p) => p?.projectId ?? ""));
  if (first) return first.projectId;
  if (projects.length > 0) throw projectNotFound("name", existing);
  return undefined;
}

import type { Properties } from "../../domain/unknown";
import type { Row } from "../../registry";
import { projectsOf, requireMerchant } from "../account";
import { projectNotFound } from "../errors";
import { pairOf } from "../keyPair";
import type { Imported, Online } from "../lifecycle";
import { parseGiven } from "../parse";

import { projectAmbiguous } from "./errors";
import type { SaasProjectInputs } from "./schema";
import { type SaasProjectState, saasProjectInputs, toState } from "./schema";

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

const lookup = saasProjectInputs.pick({ keyPair: true });

/** The account's project of this id, as the pair at hand sees it. */
export async function importProject(
  id: string,
  given: Properties,
  { registry, configuration }: Online,
): Promise<Imported<SaasProjectInputs, SaasProjectState> | undefined> {
  const { keyPair } = parseGiven(lookup, given);
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const own = rows.filter(({ projectId }) => projectId === id);
  if (own.length === 0) return undefined;
  const state = toState({ keyPair }, own, true);
  return { state, inputs: { name: state.name, keyPair } };
}

import { known, type Previewed, UNKNOWN, type Unknown } from "../../domain/unknown";
import { warnOfRename } from "../diffBy";
import { previousPair } from "../keyPair";
import type { Offline, Preview } from "../lifecycle";
import { projectGetsPair } from "../rotationWarnings";
import { projectReplaced } from "./errors";
import type { SaasProjectInputs, SaasProjectState } from "./schema";

type Declared = Exclude<Previewed<SaasProjectInputs>, Unknown>;

/**
 * A project is adopted, or renamed: what the service alone decides stays as it was last seen. Its
 * data spaces are listed by names that this stack's own resources may have changed since.
 */
export function preview(
  inputs: Declared,
  state: SaasProjectState | undefined,
  offline: Offline,
): Preview {
  if (state) {
    const { projectId, merchantId, organizationName, adopted } = state;
    return { id: projectId, state: { projectId, merchantId, organizationName, adopted } };
  }
  const id = known(inputs.projectId);
  if (id !== undefined) declareName(id, inputs, offline);
  return {
    id,
    state: { projectId: inputs.projectId ?? UNKNOWN, adopted: inputs.projectId ? true : UNKNOWN },
  };
}

/** Tells the run what this project is about to be called, for the data spaces that show its name. */
export function declareName(id: string, { name }: Declared, { run }: Offline): void {
  if (typeof name === "string") run.projectNames.set(id, name);
}

/** Says on the project's row what the change of these inputs means. */
export function warnOfChanges(
  changed: readonly string[],
  state: SaasProjectState,
  inputs: Exclude<Previewed<SaasProjectInputs>, Unknown>,
  offline: Offline,
): void {
  // Whatever else changes, it is another project that will have it.
  if (changed.includes("projectId")) {
    offline.warn(projectReplaced(state.name, state.projectId));
    return;
  }
  warnOfRename("name", changed, state.name, inputs.name, offline);
  const previous = changed.includes("keyPair") && previousPair(state, inputs, offline);
  if (previous) offline.warn(projectGetsPair(previous));
}

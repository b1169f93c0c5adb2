import { projectGetsPair } from "../../errors/rotation";
import { projectReplaced } from "../../errors/warnings";
import { previousPair } from "../keyPair";
import type { Offline } from "../lifecycle";
import type { Previewed, Unknown } from "../unknown";
import { warnOfRename } from "../warnOfRename";
import type { SaasProjectInputs, SaasProjectState } from "./schema";

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

import type { Foreseen, Offline } from "../lifecycle";
import { known, type Previewed, UNKNOWN, type Unknown } from "../unknown";
import type { SaasProjectInputs, SaasProjectState } from "./schema";

type Declared = Exclude<Previewed<SaasProjectInputs>, Unknown>;

/** A project is adopted, or renamed: what the service alone decides stays as it was last seen. */
export function foresee(
  inputs: Declared,
  state: SaasProjectState | undefined,
  { run }: Offline,
): Foreseen {
  const id = state?.projectId ?? known(inputs.projectId);
  const name = known(inputs.name);
  if (id !== undefined && name !== undefined) run.projectNames.set(id, name);
  if (state) {
    const { projectId, merchantId, organizationName, dataSpaces, adopted } = state;
    return { id, state: { projectId, merchantId, organizationName, dataSpaces, adopted } };
  }
  return {
    id,
    state: { projectId: inputs.projectId ?? UNKNOWN, adopted: inputs.projectId ? true : UNKNOWN },
  };
}

import { resyncCommands } from "../../domain/adobe/resync";
import { known, UNKNOWN } from "../../domain/unknown";
import type { Offline, Preview } from "../lifecycle";
import type { Declared } from "./guards";
import type { DataSpaceState } from "./schema";

/** A data space is chosen, or renamed: what the service alone decides stays as it was last seen. */
export function preview(
  inputs: Declared,
  state: DataSpaceState | undefined,
  { run }: Offline,
): Preview {
  const projectId = state?.projectId ?? known(inputs.projectId);
  // Its project comes first, so by then it has the name that this run gives it.
  const renamed = projectId === undefined ? undefined : run.projectNames.get(projectId);
  const { store } = inputs;
  const cloudId = store === UNKNOWN ? UNKNOWN : store?.cloudId;
  return {
    id: state?.dataSpaceId ?? known(inputs.dataSpaceId),
    state: {
      name: inputs.name ?? state?.name ?? UNKNOWN,
      dataSpaceId: state?.dataSpaceId ?? inputs.dataSpaceId ?? UNKNOWN,
      projectName: renamed ?? state?.projectName ?? UNKNOWN,
      cloudId: cloudId ?? (state ? state.cloudId : UNKNOWN),
      resyncCommands: [...resyncCommands],
      ...(state && { merchantId: state.merchantId, services: state.services }),
    },
  };
}

import type { Row } from "../../registry";
import { resyncCommands } from "./resync";
import type { DataSpaceInputs, DataSpaceState } from "./schema";

/**
 * What is recorded: the declaration echoed, and the row as the service shows it. A declared cloud
 * id is as the row has it, so that a refresh finds it moved; a row that shows none says nothing.
 */
export function toState(
  { store, keyPair, allowRebind, allowProductionData, cleanupOnRebind }: Partial<DataSpaceInputs>,
  row: Row,
): DataSpaceState {
  return {
    projectId: row.projectId,
    type: row.environmentType === "Production" ? "Production" : "Testing",
    name: row.environmentName,
    dataSpaceId: row.environmentId,
    store:
      store?.cloudId === undefined ? store : { ...store, cloudId: row.cloudId ?? store.cloudId },
    keyPair,
    allowRebind,
    allowProductionData,
    cleanupOnRebind,
    projectName: row.projectName,
    merchantId: row.mageId,
    services: row.featureSet ?? [],
    cloudId: row.cloudId,
    resyncCommands: [...resyncCommands],
  };
}

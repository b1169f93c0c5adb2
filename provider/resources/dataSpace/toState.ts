import type { Row } from "../../registry";
import { resyncCommands } from "./resync";
import type { DataSpaceInputs, DataSpaceState } from "./schema";

/** What is recorded: the declaration echoed, and the row as the service shows it. */
export function toState(
  { store, keyPair, allowRebind, allowProductionData, cleanupOnRebind }: Partial<DataSpaceInputs>,
  row: Row,
): DataSpaceState {
  return {
    projectId: row.projectId,
    type: row.environmentType === "Production" ? "Production" : "Testing",
    name: row.environmentName,
    dataSpaceId: row.environmentId,
    store,
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

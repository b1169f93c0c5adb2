import { z } from "zod";
import { resyncCommands } from "../../domain/adobe/resync";
import type { Row } from "../../registry";
import { idAt, keyPairAt, nameAt } from "../fields";
import { recordedKeyPair } from "../keyPair";

/** What a program declares. The public face of it is `DataSpaceArgs`. */
export const dataSpaceInputs = z.strictObject({
  projectId: idAt("projectId"),
  type: z.enum(["Production", "Testing"]),
  name: nameAt("name").optional(),
  dataSpaceId: idAt("dataSpaceId").optional(),
  store: z
    .strictObject({
      name: nameAt("store.name"),
      role: z.enum(["production", "staging", "development"]),
      cloudId: idAt("store.cloudId").optional(),
    })
    .optional(),
  keyPair: keyPairAt("keyPair").optional(),
  allowRebind: z.boolean().optional(),
  allowProductionData: z.boolean().optional(),
  cleanupOnRebind: z.boolean().optional(),
});
export type DataSpaceInputs = z.output<typeof dataSpaceInputs>;

/** What is recorded; lenient, because it also reads what other releases have recorded. */
export const dataSpaceState = z.object({
  projectId: z.string(),
  type: z.enum(["Production", "Testing"]),
  name: z.string(),
  dataSpaceId: z.string(),
  store: z
    .object({
      name: z.string(),
      role: z.enum(["production", "staging", "development"]),
      cloudId: z.string().optional(),
    })
    .optional(),
  keyPair: recordedKeyPair.optional(),
  allowRebind: z.boolean().optional(),
  allowProductionData: z.boolean().optional(),
  cleanupOnRebind: z.boolean().optional(),
  projectName: z.string(),
  merchantId: z.string().optional(),
  services: z.array(z.string()),
  cloudId: z.string().optional(),
  resyncCommands: z.array(z.string()),
});
export type DataSpaceState = z.output<typeof dataSpaceState>;

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

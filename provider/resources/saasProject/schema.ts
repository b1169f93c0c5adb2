import { z } from "zod";
import type { Row } from "../../registry";
import { idAt, keyPairAt, nameAt } from "../fields";
import { recordedKeyPair } from "../keyPair";

/** What a program declares. The public face of it is `SaasProjectArgs`. */
export const saasProjectInputs = z.strictObject({
  name: nameAt("name"),
  projectId: idAt("projectId").optional(),
  keyPair: keyPairAt("keyPair").optional(),
});
export type SaasProjectInputs = z.output<typeof saasProjectInputs>;

/** What is recorded; lenient, because it also reads what other releases have recorded. */
export const saasProjectState = z.object({
  name: z.string(),
  projectId: z.string(),
  keyPair: recordedKeyPair.optional(),
  merchantId: z.string().optional(),
  organizationName: z.string().optional(),
  dataSpaces: z.array(z.object({ dataSpaceId: z.string(), name: z.string(), type: z.string() })),
  adopted: z.boolean(),
});
export type SaasProjectState = z.output<typeof saasProjectState>;

/** What is recorded of a project: what it signs with, and its rows as the service shows them. */
export function toState(
  { keyPair }: Pick<SaasProjectInputs, "keyPair">,
  rows: readonly Row[],
  adopted: boolean,
): SaasProjectState {
  const [first] = rows;
  if (!first) throw new Error("a project without a row");
  return {
    name: first.projectName,
    projectId: first.projectId,
    keyPair,
    merchantId: first.mageId,
    organizationName: first.organizationName,
    dataSpaces: rows
      .map((row) => ({
        dataSpaceId: row.environmentId,
        name: row.environmentName,
        type: row.environmentType,
      }))
      .sort((a, b) => a.dataSpaceId.localeCompare(b.dataSpaceId)),
    adopted,
  };
}

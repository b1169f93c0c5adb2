import type { Row } from "../../registry";
import type { SaasProjectInputs, SaasProjectState } from "./schema";

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

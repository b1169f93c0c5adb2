import type { z } from "zod";
import { requireMerchant } from "../account";
import { pairOf } from "../keyPair";
import type { Online } from "../lifecycle";
import type { getDataSpacesArgs, getDataSpacesResult } from "./schema";

/** The data spaces of the account, or of one of its projects. */
export async function getDataSpaces(
  { projectId, keyPair }: z.output<typeof getDataSpacesArgs>,
  { registry, configuration }: Online,
): Promise<z.output<typeof getDataSpacesResult>> {
  const rows = await registry.rows(pairOf({ keyPair }, configuration));
  requireMerchant(rows, "the pair", configuration);
  const dataSpaces = rows
    .filter((row) => projectId === undefined || row.projectId === projectId)
    .map((row) => ({
      dataSpaceId: row.environmentId,
      name: row.environmentName,
      type: row.environmentType,
      projectId: row.projectId,
      projectName: row.projectName,
      merchantId: row.mageId,
      services: row.featureSet ?? [],
      cloudId: row.cloudId,
    }))
    .sort((a, b) => a.dataSpaceId.localeCompare(b.dataSpaceId));
  return { dataSpaces };
}

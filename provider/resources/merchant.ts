import type { Configuration } from "../config/configuration";
import { otherMerchant } from "../errors/account";
import type { Row } from "../registry";

/** Whose account the rows are of; undefined where there are none, or they do not say. */
export const merchantOf = (rows: readonly Row[]): string | undefined =>
  rows.find(({ mageId }) => mageId)?.mageId;

/** Throws CS4101 when the rows are of another account than the one this stack is bound to. */
export function requireMerchant(
  rows: readonly Row[],
  what: string,
  { merchantId }: Configuration,
  recorded?: string,
): void {
  const found = merchantOf(rows);
  const expected = merchantId ?? recorded;
  if (found && expected && found !== expected) throw otherMerchant(what, found, expected);
}

/** The projects that the rows show: a row stands for one data space. */
export function projectsOf(rows: readonly Row[]): { projectId: string; projectName: string }[] {
  const names = new Map(rows.map(({ projectId, projectName }) => [projectId, projectName]));
  return [...names]
    .map(([projectId, projectName]) => ({ projectId, projectName }))
    .sort((a, b) => a.projectId.localeCompare(b.projectId));
}

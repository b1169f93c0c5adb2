// @ts-check
import { spawnSync } from "node:child_process";

const UNFETCHED =
  "The base commit of the pull request could not be fetched, so changed settings cannot be told: " +
  "let actions/checkout keep its credentials, or give it fetch-depth: 0.";

/**
 * What the settings are compared with: the base of the pull request, fetched where the checkout is
 * shallow. None for an event that has no pull request.
 *
 * @param {string} cwd
 * @param {{ pull_request?: { base?: { sha?: string } } }} event
 * @param {(why: string) => never} fail ends the run: a gate that cannot look must not open
 * @returns {string[]} options of `commerce-services impact`
 */
export function baseOptions(cwd, { pull_request: request }, fail) {
  if (!request) return [];
  const base = request.base?.sha ?? "";
  if (!/^[0-9a-f]{40,64}$/.test(base)) return fail(UNFETCHED);
  /** @param {string[]} args */
  const git = (...args) => spawnSync("git", args, { cwd }).status === 0;
  const known = () => git("cat-file", "-e", `${base}^{commit}`);
  if (!known()) git("fetch", "--quiet", "--depth=1", "origin", base);
  return known() ? ["--base", base, "--cwd", cwd] : fail(UNFETCHED);
}

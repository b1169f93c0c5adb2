// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What decides which account a stack touches, and what its previews rest on. */
const KEY =
  /^\s*["']?commerce-services:(gatewayUrl|sandboxGatewayUrl|portalUrl|keyPolicy|merchantId)["']?\s*:\s*(.*?)\s*$/;

/**
 * The settings of the stack files that differ from those at the base of the pull request. Nobody
 * else can say it: a plan shows the settings as they are, not as they were.
 *
 * @param {string} cwd
 * @param {string | undefined} base
 * @param {(text: string) => void} say
 * @returns {string[]}
 */
export function changedSettings(cwd, base, say) {
  if (!base || !/^[0-9a-f]{40,64}$/.test(base)) return [];
  /** @param {string[]} args */
  const git = (...args) => spawnSync("git", args, { cwd, encoding: "utf8" });
  if (git("cat-file", "-e", `${base}^{commit}`).status !== 0)
    git("fetch", "--quiet", "--depth=1", "origin", base);
  if (git("cat-file", "-e", `${base}^{commit}`).status !== 0) {
    say("::warning::The base commit could not be fetched, so changed settings cannot be told.");
    return [];
  }
  const listed = git("ls-tree", "--name-only", base, "--", ".").stdout.split("\n");
  const names = [...listed, ...readdirSync(cwd)].filter((name) => /^Pulumi\..+\.ya?ml$/.test(name));
  const changed = [...new Set(names)].flatMap((name) => {
    const now = existsSync(join(cwd, name))
      ? settingsIn(readFileSync(join(cwd, name), "utf8"))
      : {};
    const before = git("show", `${base}:./${name}`);
    const then = before.status === 0 ? settingsIn(before.stdout) : {};
    return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(
      (key) => now[key] !== then[key],
    );
  });
  return [...new Set(changed)].sort();
}

/**
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function settingsIn(text) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = KEY.exec(line) ?? [];
    if (key !== undefined) found[key] = (value ?? "").replace(/^(["'])(.*)\1$/, "$2");
  }
  return found;
}

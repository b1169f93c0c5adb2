// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join, posix } from "node:path";

/** What decides which account a stack touches, and what its previews rest on. */
const KEY =
  /^(\s*)(?:.*[{,]\s*)?["']?commerce-services:(gatewayUrl|sandboxGatewayUrl|portalUrl|keyPolicy|merchantId)["']?\s*:\s*(.*?)\s*$/;

const UNFETCHED =
  "The base commit of the pull request could not be fetched, so changed settings cannot be told: " +
  "let actions/checkout keep its credentials, or give it fetch-depth: 0.";

/**
 * The settings of the stack files, and of the project, that differ from those at the base of the pull
 * request. Nobody else can say it: a plan shows the settings as they are, not as they were.
 *
 * @param {string} cwd
 * @param {string | undefined} base
 * @param {(why: string) => never} fail ends the run: a gate that cannot look must not open
 * @returns {string[]}
 */
export function changedSettings(cwd, base, fail) {
  if (!base || !/^[0-9a-f]{40,64}$/.test(base)) return [];
  /** @param {string[]} args */
  const git = (...args) => spawnSync("git", args, { cwd, encoding: "utf8" });
  if (git("cat-file", "-e", `${base}^{commit}`).status !== 0)
    git("fetch", "--quiet", "--depth=1", "origin", base);
  if (git("cat-file", "-e", `${base}^{commit}`).status !== 0) return fail(UNFETCHED);
  // Where the project keeps its stack files, at either side of the change.
  const project = ["Pulumi.yaml", "Pulumi.yml"].flatMap((name) => [
    existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), "utf8") : "",
    git("show", `${base}:./${name}`).stdout,
  ]);
  const folders = new Set([".", ...project.flatMap(stackFolder)]);
  const names = [...folders].flatMap((folder) => {
    const there = git("ls-tree", "--name-only", base, "--", `${folder}/`).stdout.split("\n");
    const here = existsSync(join(cwd, folder)) ? readdirSync(join(cwd, folder)) : [];
    return [...there.map((path) => posix.basename(path)), ...here]
      .filter((name) => /^Pulumi\.(.+\.)?ya?ml$/.test(name))
      .map((name) => posix.join(folder, name));
  });
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

/** @param {string} text */
const stackFolder = (text) => {
  const folder = /^(?:stackConfigDir|config)\s*:\s*["']?([^"'#\s{]+)/m.exec(text)?.[1];
  return folder === undefined || isAbsolute(folder) ? [] : [posix.normalize(folder)];
};

/**
 * What a stack file, or the project's own file, says of each setting: the rest of its line, and the
 * lines below it that are further in (`value:`, `default:`), whatever they say.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function settingsIn(text) {
  /** @type {Record<string, string>} */
  const found = {};
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line));
  lines.forEach((line, at) => {
    const [, indent = "", key, value = ""] = KEY.exec(line) ?? [];
    if (key === undefined) return;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((next) => indentOf(next) <= indent.length);
    const below = rest.slice(0, end < 0 ? rest.length : end).map((next) => next.trim());
    found[key] = [value.replace(/^(["'])(.*)\1$/, "$2"), ...below].join("\n");
  });
  return found;
}

/** @param {string} line */
const indentOf = (line) => line.length - line.trimStart().length;

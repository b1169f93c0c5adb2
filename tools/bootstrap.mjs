// @ts-check
/**
 * Runs a tool on a checkout that may be fresh: `node tools/bootstrap.mjs FOLDER` installs the npm
 * packages if they are missing or stale, then runs `FOLDER/main.ts`, which `tsx` compiles as it is
 * loaded. Plain Node with no dependency, since nothing is installed yet.
 *
 * Everything said here goes to stderr: stdout belongs to the tool.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`);

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * The first package that is not installed as the lockfile says. Compared with npm's own record of
 * what it installed, so that an install made by hand counts too. Optional packages may be for
 * another platform, which npm leaves out.
 */
function firstStalePackage() {
  const wanted = packagesIn("package-lock.json") ?? {};
  const installed = packagesIn("node_modules/.package-lock.json");
  if (!installed) return "all of them";
  return Object.keys(wanted).find((path) => {
    const [want, have] = [wanted[path], installed[path]];
    if (path === "" || (want?.optional && !have)) return false;
    return !have || have.version !== want?.version || have.integrity !== want?.integrity;
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function runOrExit(command, args) {
  // npm is a .cmd file on Windows, which only a shell starts.
  const shell = command === "npm" && process.platform === "win32";
  const { status, error } = spawnSync(command, args, { cwd: root, shell, stdio: ["ignore", 2, 2] });
  if (error) say(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const [folder, ...args] = process.argv.slice(2);
if (!folder) {
  say("usage: node tools/bootstrap.mjs FOLDER [ARGUMENTS]");
  process.exit(2);
}

const stale = firstStalePackage();
if (stale) {
  say(`Installing npm packages (missing or stale: ${stale})`);
  // Under `npm run` this very npm is used. NODE_ENV=production must not leave out tsx.
  const npm = process.env.npm_execpath;
  const install = ["ci", "--include=dev", "--no-progress"];
  if (npm?.endsWith(".js")) runOrExit(process.execPath, [npm, ...install]);
  else runOrExit("npm", install);
}

require("tsx/cjs");
/** @type {{ main(args: string[]): Promise<number> }} */
const { main } = require(join(root, folder, "main.ts"));
process.exitCode = await main(args);

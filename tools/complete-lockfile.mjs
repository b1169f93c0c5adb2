// @ts-check
/**
 * `node tools/complete-lockfile.mjs` after an `npm install` that changed package-lock.json.
 *
 * Packages such as the formatter bring a binary per platform, as optional dependencies. Where a
 * registry mirror does not carry all of them, npm leaves the others out of the lockfile, and then
 * `npm ci` refuses that lockfile everywhere. This adds them by version and platform, which is all that
 * `npm ci` asks for; only a machine of that platform fetches one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), "package-lock.json");
/** @type {{ packages: Record<string, Entry> }} */
const lockfile = JSON.parse(readFileSync(path, "utf8"));

for (const [parent, { dev, optionalDependencies = {} }] of Object.entries(lockfile.packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const places = [`${parent}/node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => place in lockfile.packages)) continue;
    // Without version and platform in the name it takes the registry to say what is meant.
    const [, os, cpu, libc] = /-(android|darwin|linux|win32)-(\w+)(-musl)?$/.exec(name) ?? [];
    if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version))
      throw new Error(`${name} ${version} is missing in the lockfile: add it by hand`);
    lockfile.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      ...(libc && { libc: ["musl"] }),
      optional: true,
      os: [os],
    };
    process.stdout.write(`added ${name} ${version}\n`);
  }

const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lockfile.packages = Object.fromEntries(sorted);
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);

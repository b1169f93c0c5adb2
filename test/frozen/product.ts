import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mustRunSync } from "commerce-services-testkit/process/command";

/**
 * The ways to the product that outlive a move of its source files: the entries that package.json
 * names, the documents, the plugin's folder and the genuine engine. Nothing here imports a source
 * file of the product, and neither may any other file of this folder.
 */
export const root = dirname(dirname(__dirname));

export const entries = {
  ".": "index",
  "./provider": "provider",
  "./native": "native",
  "./impact": "impact",
} as const;
export type Entry = keyof typeof entries;

interface PackageJson {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

export const packageJson = () =>
  JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as PackageJson;

/** Where the types of an entry are declared, absolute. */
export function typesOf(entry: Entry): string {
  const types = packageJson().exports[entry]?.types;
  if (types === undefined) throw new Error(`package.json has no types for the entry ${entry}`);
  return join(root, types);
}

/** The built command line tool. */
export function commandFile(): string {
  const file = packageJson().bin["commerce-services"];
  if (file === undefined) throw new Error("package.json has no bin commerce-services");
  return join(root, file);
}

/** The package as a user's program loads it: vitest's own loader takes no part. */
export const load = <T>(entry: string): T => createRequire(join(root, "package.json"))(entry) as T;

export const text = (path: string) => readFileSync(join(root, path), "utf8");

/** The files under version control that match, relative to the root. */
export const filesLike = (pattern: string): string[] =>
  mustRunSync("git", ["ls-files", "--", pattern], { cwd: root })
    .split("\n")
    .filter((path) => path !== "" && existsSync(join(root, path)));

/** The folder that holds the genuine engine; set up first if it is not. */
export const engineFolder = (): string =>
  mustRunSync("npm", ["run", "--silent", "engine"], { cwd: root }).trim().split("\n").at(-1) ?? "";

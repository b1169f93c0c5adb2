import { posix } from "node:path";
import { NAMESPACE } from "../../domain/namespace";
import { sanitize } from "../../domain/sanitize";
import { settingsUnreadable } from "../errors";
import { canonical, isLeaf, isMapping, isNothing, readTree, type Tree } from "./tree";

/** Settings by name, in a form that is equal where the values are. Never shown: some are secret. */
export type Settings = ReadonlyMap<string, string>;

export interface Project {
  readonly name: string;
  /** The folder of the stack files, from the project's own. */
  readonly stackFolder: string;
  /** What holds for every stack that sets nothing else. */
  readonly settings: Settings;
}

export interface SettingChange {
  /** Within the namespace (`keyPolicy`); `environment` for what is imported from Pulumi ESC. */
  readonly key: string;
  readonly file: string;
  readonly change: "added" | "changed" | "removed";
}

/** `environment:` of a stack file: whatever is imported there may bring any setting of the stack. */
export const ENVIRONMENT = "environment";

/** Reads Pulumi.yaml. Throws CS6010. */
export function readProject(text: string, file: string): Project {
  const document = topOf(text, file);
  const [name, folder, config] = ["name", "stackConfigDir", "config"].map((key) => document(key));
  const projectName = isLeaf(name) ? name.text : "";
  // `config: folder` is the older word for stackConfigDir. An absolute folder is not: it is joined.
  const place = [folder, config].find((one) => isLeaf(one) && !isNothing(one));
  const found = isMapping(config) ? config : NONE;
  const settings = [...found].map(([key, value]) => [key, declaredValue(value)] as const);
  return {
    name: projectName,
    stackFolder: posix.join(".", isLeaf(place) ? place.text : "."),
    settings: settingsOf(settings, projectName, file),
  };
}

/** Reads a stack's file. Throws CS6010. */
export function readStack(text: string, file: string, projectName: string): Settings {
  const document = topOf(text, file);
  const config = document("config");
  if (!isMapping(config) && !isNothing(config))
    throw settingsUnreadable(file, "config is no mapping");
  const settings = settingsOf([...(isMapping(config) ? config : NONE)], projectName, file);
  const environment = document(ENVIRONMENT);
  return environment === undefined
    ? settings
    : new Map([...settings, [ENVIRONMENT, canonical(environment)]]);
}

/** What differs between a file as it was and as it is. */
export function changesOf(before: Settings, after: Settings, file: string): SettingChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort()
    .map((key) => ({
      key,
      file,
      change: !before.has(key) ? "added" : after.has(key) ? "changed" : "removed",
    }));
}

const NONE: ReadonlyMap<string, Tree> = new Map();

/** The document's own keys. In JSON, the CLI finds them in whatever case they are written. */
function topOf(text: string, file: string): (key: string) => Tree | undefined {
  const tree = readTree(text, file);
  if (!isMapping(tree)) {
    if (isNothing(tree)) return () => undefined;
    throw settingsUnreadable(file, "it is no mapping");
  }
  const fold = (key: string) => (file.endsWith(".json") ? key.toUpperCase().toLowerCase() : key);
  const folded = new Map<string, Tree>();
  for (const [key, value] of tree) {
    if (folded.has(fold(key))) throw settingsUnreadable(file, "a key is given twice, in two cases");
    folded.set(fold(key), value);
  }
  return (key) => folded.get(fold(key));
}

/** A project says a value outright, or with its type; a description of it decides nothing. */
const declaredValue = (tree: Tree): Tree =>
  isMapping(tree) ? (tree.get("value") ?? tree.get("default") ?? tree) : tree;

function settingsOf(
  config: readonly (readonly [string, Tree])[],
  projectName: string,
  file: string,
): Settings {
  const settings = new Map<string, string>();
  for (const [key, value] of config) {
    const name = nameOf(key, projectName);
    if (name === undefined) continue;
    if (settings.has(name))
      throw settingsUnreadable(file, `it sets ${NAMESPACE}:${sanitize(name)} twice`);
    settings.set(name, canonical(value));
  }
  return settings;
}

/**
 * A key's name within our namespace. `namespace:config:name` is an older form that the CLI still
 * reads, and a key without a namespace belongs to that of the project's own name.
 */
function nameOf(key: string, projectName: string): string | undefined {
  const parts = key.split(":");
  if (parts.length === 1) return projectName === NAMESPACE ? key : undefined;
  if (parts[0] !== NAMESPACE) return undefined;
  if (parts.length === 2) return parts[1];
  return parts.length === 3 && parts[1] === "config" ? parts[2] : undefined;
}

import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { sanitize } from "../../domain/sanitize";
import { projectNotFound, settingsUnreadable } from "../../impact/errors";
import {
  changesOf,
  type Project,
  readProject,
  readStack,
  type SettingChange,
  type Settings,
} from "../../impact/settings/settings";
import type { CliIo } from "../io";
import type { ImpactFlags } from "./flags";
import { type Files, gitRevision, LARGEST_BYTES, TOO_LARGE } from "./gitRevision";

/** The CLI's own order: a Pulumi.json beside it takes the place of Pulumi.yaml. */
const EXTENSIONS = [".json", ".yaml", ".yml"] as const;

/**
 * What the settings of the project and of its stacks were at a revision, against what they are.
 * Each stack's file is the one that the CLI would read then and now, so that a folder or an extension
 * that changes is seen. All stacks are compared: which one a gate is for, only their own runs know.
 */
export async function changedSettings(
  revision: string,
  { cwd, configFile }: ImpactFlags,
  io: CliIo,
): Promise<SettingChange[]> {
  const started = resolve(io.folder, cwd ?? ".");
  const root = projectFolder(started);
  const now = await sideOf(workingFiles(root), "");
  const before = await sideOf(await gitRevision(root, revision, io), ` at ${sanitize(revision)}`);
  const stacks = new Set([...before.stacks.keys(), ...now.stacks.keys()]);
  const changes = changesOf(
    before.settings,
    now.settings,
    now.file ?? before.file ?? "Pulumi.yaml",
  );
  for (const stack of [...stacks].sort()) {
    const file = now.stacks.get(stack) ?? before.stacks.get(stack) ?? stack;
    const [was, is] = [await before.stack(stack), await now.stack(stack)];
    changes.push(...changesOf(was, is, file));
  }
  if (configFile === undefined) return changes;
  const file = relative(root, resolve(started, configFile));
  return [...changes, ...changesOf(await before.read(file), await now.read(file), file)];
}

interface Side {
  /** The project's file; undefined where there was no project. */
  readonly file: string | undefined;
  readonly settings: Settings;
  /** The file of each stack. */
  readonly stacks: ReadonlyMap<string, string>;
  stack(name: string): Promise<Settings>;
  read(file: string): Promise<Settings>;
}

async function sideOf(files: Files, at: string): Promise<Side> {
  const { file, project } = await projectOf(files, at);
  const extension = file === undefined ? "" : extname(file);
  const names = file === undefined ? [] : await files.list(project.stackFolder);
  const stacks = new Map(
    names.flatMap((name) => {
      const stack = name.slice("Pulumi.".length, -extension.length);
      const isStack = name.startsWith("Pulumi.") && name.endsWith(extension) && stack !== "";
      return isStack ? [[stack, join(project.stackFolder, name)] as const] : [];
    }),
  );
  const read = async (path: string): Promise<Settings> => {
    const text = await files.read(path);
    return text === undefined ? new Map() : readStack(text, `${sanitize(path)}${at}`, project.name);
  };
  return {
    file,
    settings: project.settings,
    stacks,
    async stack(name) {
      const path = stacks.get(name);
      return path === undefined ? new Map() : read(path);
    },
    read,
  };
}

async function projectOf(
  files: Files,
  at: string,
): Promise<{ readonly file: string | undefined; readonly project: Project }> {
  for (const extension of EXTENSIONS) {
    const file = `Pulumi${extension}`;
    const text = await files.read(file);
    if (text !== undefined) return { file, project: readProject(text, `${file}${at}`) };
  }
  return { file: undefined, project: { name: "", stackFolder: ".", settings: new Map() } };
}

/** The nearest folder, upwards, that holds a project. Throws CS6011. */
function projectFolder(started: string): string {
  for (let folder = started; ; folder = dirname(folder)) {
    if (EXTENSIONS.some((extension) => isFile(join(folder, `Pulumi${extension}`)))) return folder;
    if (dirname(folder) === folder) throw projectNotFound(sanitize(started));
  }
}

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function workingFiles(root: string): Files {
  return {
    async read(path) {
      const file = join(root, path);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      if (!found.isFile()) throw settingsUnreadable(sanitize(path), "it is no file");
      if (found.size > LARGEST_BYTES) throw settingsUnreadable(sanitize(path), TOO_LARGE);
      return decoded(readFileSync(file), path);
    },
    async list(folder) {
      const found = statSync(join(root, folder), { throwIfNoEntry: false });
      return found?.isDirectory() ? readdirSync(join(root, folder)) : [];
    },
  };
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw settingsUnreadable(sanitize(path), "it is no UTF-8");
  }
}

import { posix, sep } from "node:path";
import { sanitize } from "../../domain/sanitize";
import { serviceText } from "../../domain/text";
import { gitUnusable, revisionUnknown, settingsUnreadable } from "../../impact/errors";
import { optionInvalid } from "../errors";
import type { CliIo } from "../io";

/** A project's files as they are, or as they were. Paths are relative to the project's folder. */
export interface Files {
  /** Undefined where there is no such file. Throws CS6010 for what is no file of settings. */
  read(path: string): Promise<string | undefined>;
  /** The names of what lies in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** No settings file comes near this, and reading one that does takes long. */
export const LARGEST_BYTES = 1024 * 1024;
export const TOO_LARGE = `it has more than ${LARGEST_BYTES / 1024} KiB`;

/** The files of a folder at a revision of its repository. Throws CS6004, CS6008, CS6009. */
export async function gitRevision(folder: string, revision: string, io: CliIo): Promise<Files> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
  if (/^-|^$|[\u0000-\u001f]/.test(revision))
    throw optionInvalid("--base", "a revision is a branch, a tag or a commit, not an option");
  const git = async (...args: readonly string[]) => {
    let noise = "";
    const { code, stdout, failure } = await io.run("git", ["-C", folder, ...args], (text) => {
      noise += text;
    });
    if (failure !== undefined) throw gitUnusable(failure);
    return code === 0 ? { stdout } : { reason: serviceText(noise) || `exit code ${code}` };
  };
  const mustGit = async (...args: readonly string[]): Promise<string> => {
    const { stdout, reason } = await git(...args);
    if (stdout === undefined) throw gitUnusable(reason);
    return stdout;
  };
  const prefix = (await mustGit("rev-parse", "--show-prefix")).replace(/\n$/, "");
  // The commit's own name, from here on: it can be taken neither for an option nor for a path.
  const verified = await git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
  const commit = verified.stdout?.trim() ?? "";
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw revisionUnknown(sanitize(revision));

  const trees = new Map<string, Promise<Entry[]>>();
  const entriesOf = (tree: string): Promise<Entry[]> => {
    const known = trees.get(tree);
    if (known) return known;
    const listed = mustGit("ls-tree", "--full-tree", "-z", "-l", tree).then(parseTree);
    trees.set(tree, listed);
    return listed;
  };
  const refusal = (path: string, why: string) =>
    settingsUnreadable(`${sanitize(path)} at ${sanitize(revision)}`, why);

  /** Goes down from the root, a folder at a time, and along links, as a file system does. */
  async function find(path: string, links = 0): Promise<Entry | undefined> {
    const parts = posix
      .normalize(path)
      .split("/")
      .filter((part) => part !== "" && part !== ".");
    if (parts[0] === ".." || posix.isAbsolute(path))
      throw refusal(path, "it lies outside the repository");
    let entry: Entry | undefined = { mode: "", type: "tree", id: commit, bytes: 0, name: "" };
    for (const [at, part] of parts.entries()) {
      if (entry?.type !== "tree") return undefined;
      const found: Entry | undefined = (await entriesOf(entry.id)).find(
        ({ name }) => name === part,
      );
      // What lies in a submodule has revisions of its own: taken for missing, it would hide a change.
      if (found?.type === "commit") throw refusal(path, "it lies in a submodule");
      if (found?.mode === LINK) {
        if (links > 8) throw refusal(path, "its links lead in circles");
        const target = await mustGit("cat-file", "blob", found.id);
        if (posix.isAbsolute(target)) throw refusal(path, "it lies outside the repository");
        const there = posix.join(...parts.slice(0, at), target, ...parts.slice(at + 1));
        return find(there, links + 1);
      }
      entry = found;
    }
    return entry;
  }
  const inRepository = (path: string) => posix.join(prefix, path.split(sep).join("/"));

  return {
    async read(path) {
      const entry = await find(inRepository(path));
      if (entry === undefined) return undefined;
      if (entry.type !== "blob") throw refusal(path, "it is a folder");
      if (entry.bytes > LARGEST_BYTES) throw refusal(path, TOO_LARGE);
      return mustGit("cat-file", "blob", entry.id);
    },
    async list(path) {
      const entry = await find(inRepository(path));
      if (entry?.type !== "tree") return [];
      return (await entriesOf(entry.id)).map(({ name }) => name);
    },
  };
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly bytes: number;
  readonly name: string;
}

const LINK = "120000";

/** `mode type id size<tab>name<nul>` for each; the size of what is no file is `-`. */
const parseTree = (text: string): Entry[] =>
  [...text.matchAll(/(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t([^\0]+)\0/g)].map(
    ([, mode = "", type = "", id = "", bytes, name = ""]) => ({
      ...{ mode, type, id, name },
      bytes: bytes === "-" ? 0 : Number(bytes),
    }),
  );

// @ts-check
/**
 * `npm run rooms [-- FOLDER]`: how the provider is cut, in figures: docs/architecture.md has them.
 * A room is a folder directly below provider/, with all below it, or a file that lies there.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import ts from "typescript";

const root = resolve(process.argv[2] ?? ".");
const { output } = await cruise(["provider"], { baseDir: root, tsPreCompilationDeps: true });
if (typeof output === "string") throw new TypeError("dependency-cruiser answered a text");
const { modules } = output;
const files = modules.filter(({ source }) => source.startsWith("provider/"));

/**
 * The rooms of a folder, and how they lean on each other.
 *
 * @param {string} folder ends with a slash
 */
function drawn(folder) {
  const inside = files.filter(({ source }) => source.startsWith(folder));
  /** @param {string} file */
  const roomOf = (file) => file.slice(folder.length).split("/")[0] ?? "";
  /** @type {Map<string, Set<string>>} */
  const below = new Map(inside.map(({ source }) => [roomOf(source), new Set()]));
  for (const { source, dependencies } of inside)
    for (const { resolved } of dependencies)
      if (resolved.startsWith(folder) && roomOf(resolved) !== roomOf(source))
        below.get(roomOf(source))?.add(roomOf(resolved));

  // Lowest first: a room is laid on the highest that it leans on. What leans back runs up.
  /** @type {Map<string, number>} */
  const floors = new Map();
  let up = 0;
  /** @type {(room: string, path: readonly string[]) => number} */
  const floorOf = (room, path) => {
    const known = floors.get(room);
    if (known !== undefined) return known;
    let floor = 1;
    for (const lower of below.get(room) ?? [])
      if (path.includes(lower)) up += 1;
      else floor = Math.max(floor, 1 + floorOf(lower, [...path, lower]));
    floors.set(room, floor);
    return floor;
  };
  for (const room of below.keys()) floorOf(room, [room]);
  const arrows = [...below.values()].reduce((sum, { size }) => sum + size, 0);
  return `${below.size} rooms on ${Math.max(...floors.values())} floors, ${arrows} arrows, ${up} of them up`;
}

/** @type {Map<string, number>} */
const importers = new Map();
for (const { dependencies } of files)
  for (const resolved of new Set(dependencies.map((one) => one.resolved)))
    importers.set(resolved, (importers.get(resolved) ?? 0) + 1);
const lines = files.map(({ source }) => ({
  source,
  text: readFileSync(join(root, source), "utf8"),
}));

/** @param {string} text */
function exportedNames(text) {
  let names = 0;
  ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true).forEachChild((node) => {
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause))
      names += node.exportClause.elements.length;
    else if (
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      names += ts.isVariableStatement(node) ? node.declarationList.declarations.length : 1;
  });
  return names;
}

const one = files.filter(({ source }) => importers.get(source) === 1).length;
const short = lines.filter(
  ({ source, text }) => importers.get(source) === 1 && text.split("\n").length <= 21,
);
const rows = [
  ["provider", drawn("provider/")],
  ["provider/impact", drawn("provider/impact/")],
  [
    "files",
    `${files.length}, the longest ${Math.max(...lines.map(({ text }) => text.split("\n").length - 1))} lines`,
  ],
  ["files with one importer", String(one)],
  ["of these, of 20 lines or less", String(short.length)],
  ["exported names", String(lines.reduce((sum, { text }) => sum + exportedNames(text), 0))],
];
for (const [what, figure] of rows) process.stdout.write(`${what}: ${figure}\n`);

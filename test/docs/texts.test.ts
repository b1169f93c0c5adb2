import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.includes("node_modules"))
    .map((file) => join(folder, file));
const texts = [
  ...readdirSync("."),
  ...["docs", "emulator", "action", "examples"].flatMap(below),
].filter((file) => file.endsWith(".md"));

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync("package.json", "utf8"),
);

describe.each(texts)("%s", (file) => {
  const text = readFileSync(file, "utf8");

  it("links only to files that exist and to headings that they have", () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
    const dead = targets
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [path, anchor] = target.split("#");
        const linked = path ? join(dirname(file), path) : file;
        return !existsSync(linked) || (anchor && !anchorsOf(linked).includes(anchor));
      });
    expect(dead).toEqual([]);
  });

  it("names only commands that package.json has", () => {
    const named = [...text.matchAll(/npm (?:run (?:--silent |-s )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? "",
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** As the repository's host makes them: lower case, punctuation dropped, blanks to hyphens. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) =>
    (heading ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

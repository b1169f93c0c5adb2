import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { examplesIn, faultsOf } from "./examples";

const root = process.cwd();
const sources = readdirSync("provider", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => join("provider", path));

describe("the examples in doc comments", () => {
  it("compile against the package as it is", () => {
    const examples = sources.flatMap(examplesIn);
    expect(examples.length).toBeGreaterThan(0);
    expect(faultsOf(examples, root)).toEqual([]);
  });

  it.each(sources.filter((path) => readFileSync(path, "utf8").includes("@example")))(
    "in %s are fenced as ts, so that none escapes the check",
    (path) => {
      const tags = readFileSync(path, "utf8").match(/^\s*\* @example/gm) ?? [];
      expect(examplesIn(path).length).toBeGreaterThanOrEqual(tags.length);
    },
  );
});

describe("the check of examples", () => {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("takes the blocks under the tag only, and names the comment of one that does not compile", () => {
    const file = join(folder, "source.ts");
    writeFileSync(
      file,
      `const first = 1;
/**
 * Says so.
 * @example
 * \`\`\`ts
 * import { describe } from "./errors";
 * const rest: string[] = [
 *   describe("CS1001"),
 * ];
 * \`\`\`
 * @see elsewhere
 * \`\`\`ts
 * not an example
 * \`\`\`
 */
`,
    );
    const examples = examplesIn(file);
    expect(examples.map(({ code }) => code)).toEqual([
      `import { describe } from "./errors";\nconst rest: string[] = [\n  describe("CS1001"),\n];\n`,
    ]);
    const beside = examples.map((example) => ({ ...example, file: "provider/domain/__e.ts" }));
    expect(faultsOf(beside, root)).toEqual([`${file}:2: Expected 2 arguments, but got 1.`]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const PAGE = join(__dirname, "../../docs/emulator-limits.md");

/** The rows of its tables, without their heads and rules. */
const rows = readFileSync(PAGE, "utf8")
  .split("\n")
  .filter((line) => /^\| (?!(behaviour|left out) \|)/.test(line));

/** The last cell: a link to a test file, then the title of a test in it. */
const PROOF = /\| \[([\w.]+\.test\.ts)\]\(\.\.\/emulator\/test\/\1\): ([^|]+?) \|$/;

describe("docs/emulator-limits.md", () => {
  it("tells of everything that is verified, assumed and left out", () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)("names a test that is there: %s", (row) => {
    const [, file = "", title = ""] = PROOF.exec(row) ?? [];
    expect(title).not.toBe("");
    expect(readFileSync(join(__dirname, file), "utf8")).toContain(`("${title}", `);
  });
});

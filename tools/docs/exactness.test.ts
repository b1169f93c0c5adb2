import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Figures } from "commerce-services-testkit/exactnessFigures";
import { expect, it } from "vitest";
import { withExactness } from "./exactness";

it.each(["README.md", "docs/impact.md"])(
  "%s says what the runs in docs/exactness came to: run `npm run docs` after one",
  (file) => {
    const page = readFileSync(file, "utf8");
    expect(page).toBe(withExactness(page, "docs/exactness"));
    expect(page).toMatch(/<!-- exactness: \w+.* -->\n[\s\S]*\d+ pairs/);
  },
);

it("is of 500 pairs and more, without a miss", () => {
  const runs = readdirSync("docs/exactness").map(
    (file) => JSON.parse(readFileSync(join("docs/exactness", file), "utf8")) as Figures,
  );
  expect(runs.reduce((sum, { pairs }) => sum + pairs, 0)).toBeGreaterThanOrEqual(500);
  const perfect = { wrong: 0, missed: 0 };
  for (const { scores } of runs) {
    // What the report calls doubtful may stay away; that it comes unsaid would be a miss.
    expect(scores).toMatchObject({
      operations: perfect,
      properties: perfect,
      calls: perfect,
      interruptions: perfect,
      doubtful: { missed: 0 },
    });
  }
});

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withExactness } from "../../tools/docs/exactness";

it.each(["README.md", "docs/impact.md"])(
  "%s says what the runs in docs/exactness came to: run `npm run docs` after one",
  (file) => {
    const page = readFileSync(file, "utf8");
    expect(page).toBe(withExactness(page, "docs/exactness"));
    expect(page).toMatch(/<!-- exactness: \w+.* -->\n[\s\S]*\d+ pairs/);
  },
);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const PAGE = join(__dirname, "../../docs/emulator-limits.md");

it("every test that docs/emulator-limits.md names is there", () => {
  const named = [...readFileSync(PAGE, "utf8").matchAll(/\| `([\w.]+\.test\.ts)`: (.+?) *\|$/gm)];
  expect(named.length).toBeGreaterThan(20);
  const missing = named.filter(([, file = "", title = ""]) => {
    const source = readFileSync(join(__dirname, file), "utf8");
    return !source.includes(`"${title}"`);
  });
  expect(missing.map(([, file, title]) => `${file}: ${title}`)).toEqual([]);
});

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { proofPage } from "../../tools/docs/proofPage";

it("docs/proof.md is what the runs in docs/proof came to: run `npm run docs` after one", () => {
  const matrix = readFileSync("docs/crash-matrix.md", "utf8");
  expect(readFileSync("docs/proof.md", "utf8")).toBe(proofPage("docs/proof", matrix));
});

it("shows no run that failed what it claims", () => {
  const page = readFileSync("docs/proof.md", "utf8");
  for (const [, outside] of page.matchAll(/refused outside (\d+)/g)) expect(outside).toBe("0");
  for (const [, failed] of page.matchAll(/, failed (\d+)/g)) expect(failed).toBe("0");
  for (const [, healed, points] of page.matchAll(/(\d+)(?:\/| of )(\d+)/g)) {
    expect(healed).toBe(points);
  }
  for (const [, declared, killed] of page.matchAll(/declared (\d+), killed (\d+)/g)) {
    expect(killed).toBe(declared);
  }
});

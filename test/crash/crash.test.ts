import { describe, expect, it } from "vitest";
import { cuts } from "./cuts";
import { matrixPage, type Row } from "./matrix";
import { operations, policies } from "./operations";
import { Trials } from "./trial";

/** No operation has more boundaries; reaching it would mean that a run never ends. */
const MOST = 60;
const rows: Row[] = [];
let overtaken = 0;

describe.each(policies)("a run that is cut off, in an account that is %s", (policy) => {
  it.each(operations)("converges with one up: $name", async (operation) => {
    const trials = await Trials.open(policy);
    const wrong: string[] = [];
    for (const cut of cuts) {
      const row: Row = { policy, operation: operation.name, cut, points: 0, healed: 0, said: [] };
      for (let nth = 1; nth < MOST; nth++) {
        const { beyond, faults, said, wasOvertaken } = await trials.trial(operation, cut, nth);
        if (beyond) break;
        if (wasOvertaken) overtaken++;
        row.points++;
        if (faults.length === 0) row.healed++;
        row.said.push(...said.filter((code) => ["CS5006", "CS5007"].includes(code)));
        wrong.push(...faults.map((fault) => `${cut}, boundary ${nth}: ${fault}`));
      }
      rows.push(row);
    }
    await trials.close();
    expect(wrong).toEqual([]);
  });
});

it("some of these answers did overtake each other", () => {
  expect(overtaken).toBeGreaterThan(policies.length);
});

it("docs/crash-matrix.md is what these runs came to (npx vitest run test/crash -u writes it)", async () => {
  expect(rows.length).toBe(policies.length * operations.length * cuts.length);
  await expect(matrixPage(rows)).toMatchFileSnapshot("../../docs/crash-matrix.md");
});

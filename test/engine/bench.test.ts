import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { figure } from "../../tools/bench/figures";
import { regressions } from "../../tools/bench/gate";
import { Notebook } from "../../tools/bench/notebook";
import { callsOf } from "../../tools/bench/report";
import { measureTask } from "../../tools/bench/run";
import { phaseNames, ways } from "../../tools/bench/ways";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run bench -- --quick`, in its shortest form: a stack of ten lives once in each of the four ways. */
it("makes no call more than the gate allows, and no state larger, beside the alternative", async () => {
  const notebook = new Notebook(join(folder, "notes.json"), "ten", false);
  const task = { sizes: [10], runs: 1, loads: 1, rotated: 10, isFull: false, minutes: 60 };
  const findings = await measureTask(task, () => {}, notebook);
  expect(regressions(findings)).toEqual([]);

  const [ten] = findings.sizes;
  expect(ten?.rounds.map((runs) => runs.map(({ way }) => way))).toEqual([[...ways]]);
  const calls = phaseNames.map((phase) => ten && figure(ten, "ours", callsOf(phase))?.min);
  expect(calls).toEqual([0, 10, 0, 0, 6, 6]);
  // What the gate compares was measured: nothing passes for want of a figure.
  for (const run of ten?.rounds.flat() ?? []) expect(run.stateBytes).toBeGreaterThan(10_000);
  const { ours, dataSpaces } = findings.rotation;
  expect([dataSpaces, ours.proven, ours.calls, ours.isOldPairDead]).toEqual([10, 10, 8, true]);
}, 900_000);

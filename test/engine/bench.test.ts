import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { figure } from "../../tools/bench/figures";
import { regressions } from "../../tools/bench/gate";
import { Notebook } from "../../tools/bench/notebook";
import { readOptions } from "../../tools/bench/options";
import { callsOf } from "../../tools/bench/report";
import { measureTask } from "../../tools/bench/run";
import { phaseNames, providers, ways } from "../../tools/bench/ways";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that the gate judges: calls, state over stock, processor time over bare. */
const judged = ways.filter((way) => way !== "floor");

/** `npm run bench -- --quick`, each size once. */
it("passes the gate up to 100 resources, through either provider", async () => {
  const { sizes } = readOptions(["--quick"]);
  const notebook = new Notebook(join(folder, "notes.json"), "quick", false);
  const effort = { runs: 1, loads: 0, rotated: 100, isFull: false, minutes: 60 };
  const task = { sizes, ways: judged, phases: phaseNames, ...effort };
  const findings = await measureTask(task, () => {}, notebook);
  expect(regressions(findings)).toEqual([]);

  // What the gate compares was measured: nothing passes for want of a figure.
  expect(findings.sizes.map(({ size }) => size)).toEqual([10, 100]);
  for (const measured of findings.sizes) {
    expect(measured.rounds.map((runs) => runs.map(({ way }) => way))).toEqual([judged]);
    for (const run of measured.rounds.flat()) expect(run.stateBytes).toBeGreaterThan(10_000);
    for (const provider of providers) {
      const calls = phaseNames.map((phase) => figure(measured, provider, callsOf(phase))?.min);
      expect(calls).toEqual([0, 10, 0, 0, 6, 6]);
    }
  }
  for (const provider of providers) {
    const { dataSpaces, [provider]: rotation } = findings.rotation;
    const { proven, calls: ofRotation, isOldPairDead } = rotation;
    expect([dataSpaces, proven, ofRotation, isOldPairDead]).toEqual([100, 100, 8, true]);
  }
}, 1_800_000);

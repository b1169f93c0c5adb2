import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { figure } from "../../tools/bench/figures";
import { regressions } from "../../tools/bench/gate";
import { Notebook } from "../../tools/bench/notebook";
import { callsOf } from "../../tools/bench/report";
import { measureTask } from "../../tools/bench/run";
import { doors } from "../../tools/bench/ways";

const folder = mkdtempSync(join(tmpdir(), "bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ways = [...doors, "bare"] as const;
const phases = ["up", "previewSame", "refresh", "destroy"] as const;

/** `npm run bench`, in its shortest form: a stack of ten lives once through each door. */
it("makes no call more than the gate allows, and no state larger, through either door", async () => {
  const notebook = new Notebook(join(folder, "notes.json"), "ten", false);
  const effort = { runs: 1, loads: 0, rotated: 10, isFull: false, minutes: 60 };
  const findings = await measureTask({ sizes: [10], ways, phases, ...effort }, () => {}, notebook);
  expect(regressions(findings)).toEqual([]);

  // What the gate compares was measured: nothing passes for want of a figure.
  const [ten] = findings.sizes;
  expect(ten?.rounds.map((runs) => runs.map(({ way }) => way))).toEqual([ways]);
  for (const run of ten?.rounds.flat() ?? []) expect(run.stateBytes).toBeGreaterThan(10_000);
  for (const door of doors) {
    const calls = phases.map((phase) => ten && figure(ten, door, callsOf(phase))?.min);
    expect(calls).toEqual([10, 0, 6, 6]);
    const { dataSpaces, [door]: rotation } = findings.rotation;
    const { proven, calls: ofRotation, isOldPairDead } = rotation;
    expect([dataSpaces, proven, ofRotation, isOldPairDead]).toEqual([10, 10, 8, true]);
  }
}, 900_000);

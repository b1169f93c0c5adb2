import { expect, it } from "vitest";
import { regressions } from "../../../tools/bench/gate";
import { makeReport, makeRun, PACE } from "./report";

const report = makeReport();

it("lets pass what is as good as it was", () => {
  expect(regressions(report)).toEqual([]);
});

it.each(["ours", "plugin"] as const)(
  "names one call of %s too many, and at which size",
  (provider) => {
    const { phases, ...run } = makeRun(provider, 10);
    const worse = { ...run, phases: { ...phases, refresh: [{ ...phases.refresh[0], calls: 7 }] } };
    const sizes = [{ size: 10, dataSpaces: 7, rounds: [[worse, makeRun("bare", 10)]] }];
    expect(regressions({ ...report, sizes })).toEqual([
      `${provider}, refresh of 10, calls: 7, and the gate is 6`,
    ]);
  },
);

it("lets a command that takes minutes list again, and no more than that", () => {
  const { phases, ...run } = makeRun("ours", 10);
  const up = (calls: number) => [{ ...phases.up[0], ms: 61_000, calls }];
  const of = (calls: number) =>
    regressions({
      ...report,
      sizes: [
        { size: 10, dataSpaces: 7, rounds: [[{ ...run, phases: { ...phases, up: up(calls) } }]] },
      ],
    });
  expect(of(14)).toEqual([]);
  expect(of(15)).toEqual(["ours, up of 10, calls: 15, and the gate is 14"]);
});

/** Of ours: a list of samples for each round. */
const ofRefreshes = (...refreshes: { calls?: number | undefined; ms: number }[][]) => {
  const rounds = refreshes.map((samples) => {
    const { phases, ...run } = makeRun("ours", 10);
    return [{ ...run, phases: { ...phases, refresh: samples } }];
  });
  return regressions({ ...report, sizes: [{ size: 10, dataSpaces: 7, rounds }] });
};

it("judges each command by itself: a good one excuses no other, nor does a slow one", () => {
  const what = "ours, refresh of 10, calls";
  const good = { calls: 6, ms: 1 };
  expect(ofRefreshes([good, { calls: 7, ms: 1 }], [good])).toEqual([
    `${what}: 7, and the gate is 6`,
  ]);
  expect(ofRefreshes([good], [{ calls: 7, ms: 1 }])).toEqual([`${what}: 7, and the gate is 6`]);
  expect(
    ofRefreshes([
      { calls: 8, ms: 31_000 },
      { calls: 7, ms: 29_000 },
    ]),
  ).toEqual([`${what}: 7, and the gate is 6`]);
  // The worst is told once: three too many, not the most calls.
  expect(
    ofRefreshes([
      { calls: 10, ms: 31_000 },
      { calls: 9, ms: 1 },
      { calls: 7, ms: 1 },
    ]),
  ).toEqual([`${what}: 9, and the gate is 6`]);
});

it("asks for the calls of each command of a provider", () => {
  expect(
    ofRefreshes([
      { calls: 6, ms: 1 },
      { calls: undefined, ms: 1 },
    ]),
  ).toEqual(["ours, refresh of 10, calls: not counted"]);
});

it("judges ratios, from 100 resources on, and never seconds", () => {
  const at = (size: number, ours: number) => ({
    size,
    dataSpaces: 1,
    rounds: [[makeRun("ours", size, { ...PACE, ours }), makeRun("bare", size)]],
  });
  const found = regressions({ ...report, sizes: [at(10, 500), at(100, 85)] });
  expect(found).toContain("ours, up of 100, processor time over bare: 1.7, and the gate is 1.5");
  expect(found.filter((text) => / of 10,/.test(text))).toEqual([]);
});

it("refuses a state that has grown, beside stock and beside bare", () => {
  const larger = { ...makeRun("plugin", 10), stateBytes: 30_000 };
  const rounds = [[larger, makeRun("bare", 10), makeRun("stock", 10)]];
  expect(regressions({ ...report, sizes: [{ size: 10, dataSpaces: 7, rounds }] })).toEqual([
    "plugin, state of 10 over stock: 0.6, and the gate is 0.5",
    "plugin, state of 10 over bare: 1.5, and the gate is 1",
  ]);
});

it.each(["ours", "plugin"] as const)(
  "refuses a listing for every data space, of %s",
  (provider) => {
    const rotation = { ...report.rotation[provider], first: { "registry.list": 52 } };
    expect(
      regressions({ ...report, rotation: { ...report.rotation, [provider]: rotation } }),
    ).toEqual([
      `${provider}, a rotation that feeds 100 data spaces, listings to make the stack: 52, and the gate is 6`,
    ]);
  },
);

it("refuses a rotation that leaves a data space unproven, or the old pair alive", () => {
  const plugin = { ...report.rotation.plugin, calls: 9, proven: 99, isOldPairDead: false };
  const what = "plugin, a rotation that feeds 100 data spaces";
  expect(regressions({ ...report, rotation: { ...report.rotation, plugin } })).toEqual([
    `${what}, calls: 9, and the gate is 8`,
    `${what}, those left unproven: 1, and the gate is 0`,
    `${what}, old pairs left alive: 1, and the gate is 0`,
  ]);
});

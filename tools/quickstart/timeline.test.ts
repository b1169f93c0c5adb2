import { describe, expect, it } from "vitest";
import { type EngineEvent, readEvent } from "./events";
import { nextRotation } from "./rotation";
import { urns } from "./rotationPlan";
import { type StoreCall, stepsOf, timeline } from "./timeline";

const pair = { op: "create-replacement", urn: urns.pair };
const shop = { op: "update", urn: urns.shop };
const metadata = { ...pair, old: { outputs: { privateKey: "not of interest" } } };

describe("a line of the engine's events", () => {
  it.each([
    ["resourcePreEvent", "begins"],
    ["resOutputsEvent", "ends"],
    ["resOpFailedEvent", "fails"],
  ])("%s says that a step %s", (name, kind) => {
    const line = JSON.stringify({ sequence: 3, timestamp: 1, [name]: { metadata } });
    expect(readEvent(line)).toEqual({ kind, step: pair });
  });

  it("carries an error's text", () => {
    const diagnosticEvent = { severity: "error", message: "CS3001: refused\n" };
    expect(readEvent(JSON.stringify({ diagnosticEvent }))).toEqual({
      kind: "says",
      severity: "error",
      message: "CS3001: refused",
    });
  });

  it("is dropped when it is a debug message, for those hold private keys", () => {
    const diagnosticEvent = { severity: "debug", message: "resp: -----BEGIN PRIVATE KEY-----" };
    expect(readEvent(JSON.stringify({ diagnosticEvent }))).toBeUndefined();
  });

  it.each(["", "null", "error: unknown flag", '{"summaryEvent":{}}'])("may be %j", (line) => {
    expect(readEvent(line)).toBeUndefined();
  });
});

const at = (
  atMs: number,
  kind: "begins" | "ends" | "fails",
  step: { op: string; urn: string },
) => ({
  atMs,
  event: { kind, step } satisfies EngineEvent,
});

it("makes steps of events, without those that change nothing", () => {
  const same = { op: "same", urn: urns.sandbox };
  expect(
    stepsOf([
      at(10, "begins", pair),
      at(11, "begins", same),
      at(12, "ends", same),
      at(20, "begins", shop),
      at(25, "ends", pair),
      at(30, "fails", shop),
    ]),
  ).toEqual([
    { ...pair, beganMs: 10, endedMs: 25 },
    { ...shop, beganMs: 20, endedMs: undefined },
  ]);
});

it("counts each call once, under the step that had begun last when it was answered", () => {
  const steps = [
    { ...pair, beganMs: 10, endedMs: 25 },
    { ...shop, beganMs: 20, endedMs: 30 },
  ];
  const call = (answeredMs: number, outcome: StoreCall["outcome"]): StoreCall => ({
    store: "shop",
    publicKey: "a",
    sentMs: answeredMs - 3,
    answeredMs,
    outcome,
    detail: "",
  });
  const calls = [
    call(9, "accepted"),
    call(10, "refused"),
    call(19, "accepted"),
    call(20, "failed"),
    call(99, "accepted"),
  ];
  expect(timeline(steps, calls)).toEqual([
    { step: undefined, accepted: 1, refused: 0, failed: 0 },
    { step: steps[0], accepted: 1, refused: 1, failed: 0 },
    { step: steps[1], accepted: 1, refused: 0, failed: 1 },
  ]);
});

it.each([
  ["1", "2"],
  ["9", "10"],
  ["2026-11", "2026-11-2"],
  ["", "-2"],
])("rotates from %j to %j", (current, next) => {
  expect(nextRotation(current)).toBe(next);
});

import { describe, expect, it } from "vitest";
import { portal, registry } from "./support/client";
import { NOON, start, stoppedClock } from "./support/start";

const HOUR = 3_600_000;

describe("the clock", () => {
  it("is obeyed by signatures: a token dies when the clock passes its expiry", async () => {
    const emulator = await start({ clock: stoppedClock() });
    const pair = await emulator.issueKey("production");
    const ping = (now: number) =>
      registry(emulator.gatewayUrl, pair, "GET", "ping", undefined, now);
    emulator.clock.advance(299_000);
    expect((await ping(NOON)).status).toBe(200);
    emulator.clock.advance(1_000);
    expect((await ping(NOON)).status).toBe(403);
    expect((await ping(NOON + 300_000)).status).toBe(200);
  });

  it("freezes, advances and goes on from there", async () => {
    const source = stoppedClock();
    const { clock } = await start({ clock: source });
    source.advance(10);
    expect(clock.now()).toBe(NOON + 10);
    clock.freeze();
    source.advance(HOUR);
    expect(clock.now()).toBe(NOON + 10);
    clock.advance(5);
    expect(clock.now()).toBe(NOON + 15);
    clock.resume();
    source.advance(1);
    expect(clock.now()).toBe(NOON + 16);
  });

  it("never goes back, because a refused pair must not come alive again", async () => {
    const { clock } = await start({ clock: stoppedClock() });
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.set(NOON - 1)).toThrow(RangeError);
    expect(clock.now()).toBe(NOON);
  });

  it("is set over the admin API, and dates everything made after", async () => {
    const emulator = await start({ clock: stoppedClock() });
    const set = (body: unknown) => portal(emulator, "POST", "/_emulator/v1/clock", body);
    expect((await set({ freeze: true })).body).toEqual({
      now: "2026-01-01T12:00:00.000Z",
      frozen: true,
    });
    expect((await set({ advanceMs: HOUR })).body).toMatchObject({
      now: "2026-01-01T13:00:00.000Z",
    });
    expect((await set({ setTo: "2027-01-01T00:00:00Z" })).body).toMatchObject({
      now: "2027-01-01T00:00:00.000Z",
    });
    expect((await set({ setTo: "2026-01-01T00:00:00Z" })).status).toBe(400);
    expect((await set({ rewind: true })).status).toBe(400);
    await emulator.issueKey("production");
    expect(emulator.keys()).toMatchObject([{ createdAt: "2027-01-01T00:00:00.000Z" }]);
    expect((await set({ resume: true })).body).toMatchObject({ frozen: false });
  });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./lock";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(folder, "not", "yet", "there", "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("lets one in at a time, and says once that one waits", async () => {
  const log: string[] = [];
  let finishFirst = () => {};
  const first = withLock(
    lock,
    () =>
      new Promise<void>((resolve) => {
        log.push("first in");
        finishFirst = () => {
          log.push("first out");
          resolve();
        };
      }),
  );
  await expect.poll(() => log).toEqual(["first in"]);
  const onWait = () => {
    log.push("second waits");
    finishFirst();
  };
  await withLock(lock, async () => log.push("second in"), { onWait, pollMs: 1 });
  await first;
  expect(log).toEqual(["first in", "second waits", "first out", "second in"]);
  expect(existsSync(lock)).toBe(false);
});

it("is given back when the work fails", async () => {
  const failing = withLock(lock, () => Promise.reject(new Error("no disk")));
  await expect(failing).rejects.toThrow("no disk");
  expect(await withLock(lock, async () => "done")).toBe("done");
});

it("is taken over from a process that was killed", async () => {
  mkdirSync(lock, { recursive: true });
  const longAgo = new Date("2026-01-01");
  utimesSync(lock, longAgo, longAgo);
  expect(await withLock(lock, async () => "done")).toBe("done");
});

it("is not taken from a process that is alive", async () => {
  mkdirSync(lock, { recursive: true });
  const gaveUp = new AbortController();
  const waiting = withLock(lock, async () => "done", {
    onWait: () => gaveUp.abort(),
    signal: gaveUp.signal,
  });
  await expect(waiting).rejects.toThrow("aborted");
  expect(existsSync(lock)).toBe(true);
});

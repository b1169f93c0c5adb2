import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { showProgress } from ".";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) > 0 };
  return { written, progress: showProgress(stream as unknown as NodeJS.WriteStream) };
}

it("gives a log a line at each step and every 15 seconds", () => {
  const { written, progress } = fakeStream(false);
  progress.phase("Asking");
  vi.advanceTimersByTime(4_000);
  progress.phase("Building");
  progress.detail("12 packages");
  vi.advanceTimersByTime(31_000);
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(written).toEqual([
    "Asking\n",
    "Building\n",
    "Building: 12 packages, 15 s\n",
    "Building: 12 packages, 30 s\n",
  ]);
});

it("counts the seconds in place on a terminal, never wider than it", () => {
  const { written, progress } = fakeStream(true);
  progress.phase("Building");
  vi.advanceTimersByTime(1_000);
  progress.detail("a detail that does not fit on the line any more");
  vi.advanceTimersByTime(1_000);
  progress.end();
  const erase = "\r\x1b[2K";
  expect(written).toEqual([
    `${erase}Building: 0 s`,
    `${erase}Building: 1 s`,
    `${erase}Building: a detail that does not fit on`,
    `${erase}Building: a detail that does not fit on the line any more, 2 s\n`,
  ]);
});

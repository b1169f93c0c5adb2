import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Notebook } from "../../../tools/bench/notebook";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notebook-"));
  path = join(folder, "below/unfinished.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A step that counts how often it was taken. */
function step<T>(found: T) {
  const taken = { times: 0 };
  const work = async () => {
    taken.times++;
    return found;
  };
  return { taken, work };
}

it("goes on where an interrupted run ended", async () => {
  const [first, second] = [step({ ms: 1 }), step({ ms: 2 })];
  await new Notebook(path, "task", false).once("first", first.work);
  const later = new Notebook(path, "task", true);
  expect(await later.once("first", first.work)).toEqual({ ms: 1 });
  expect(await later.once("second", second.work)).toEqual({ ms: 2 });
  expect([first.taken.times, second.taken.times]).toEqual([1, 1]);
});

it.each([
  ["another task", "other", true],
  ["a run that is to begin anew", "task", false],
])("takes up nothing for %s", async (_, task, isContinued) => {
  const { taken, work } = step(1);
  await new Notebook(path, "task", false).once("a", work);
  await new Notebook(path, task, isContinued).once("a", work);
  expect(taken.times).toBe(2);
});

it("writes a step down only when it has ended", async () => {
  const notebook = new Notebook(path, "task", false);
  const broken = notebook.once("a", async () => {
    throw new Error("interrupted");
  });
  await expect(broken).rejects.toThrow("interrupted");
  expect(existsSync(path)).toBe(false);
});

it("counts the minutes of earlier runs in, and leaves nothing behind at the end", async () => {
  const notebook = new Notebook(path, "task", false);
  await notebook.once("a", async () => 1);
  const entries = { a: { minutes: 12, found: 1 }, b: { minutes: 3, found: 2 } };
  writeFileSync(path, JSON.stringify({ task: "task", entries }));
  const later = new Notebook(path, "task", true);
  expect(later.minutes()).toBe(15);
  later.close();
  expect(existsSync(path)).toBe(false);
});

it("says what is broken rather than begin a long run anew", async () => {
  await new Notebook(path, "task", false).once("a", async () => 1);
  writeFileSync(path, "{");
  expect(() => new Notebook(path, "task", true)).toThrow(SyntaxError);
});

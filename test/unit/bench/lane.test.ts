import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openLane } from "../../../tools/bench/lane";
import { planOfSize } from "../../../tools/bench/mix";

const stop = vi.hoisted(() => vi.fn(async () => {}));
vi.mock("../../../tools/bench/service", () => ({
  startService: async () => ({ stop, sequence: async () => 0, cpuMs: () => undefined }),
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lane-"));
  for (const name of ["TMPDIR", "TMP", "TEMP"]) vi.stubEnv(name, folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it("leaves neither a service nor a folder behind where the stack cannot be made", async () => {
  const opening = openLane("ours", planOfSize(4), join(folder, "no-engine"), "key");
  await expect(opening).rejects.toThrow();
  expect(stop).toHaveBeenCalledOnce();
  expect(readdirSync(folder)).toEqual([]);
});

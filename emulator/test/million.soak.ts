import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("a million calls leave the emulator's memory as it was", () => {
  const soak = join(__dirname, "../bench/soak.mjs");
  const { status } = spawnSync(process.execPath, [soak, "--record"], { stdio: "inherit" });
  expect(status).toBe(0);
}, 3_600_000);

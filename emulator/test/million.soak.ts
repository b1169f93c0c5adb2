import { join } from "node:path";
import { runCommandSync } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";

it("a million calls leave the emulator's memory as it was", () => {
  const soak = join(__dirname, "../bench/soak.mjs");
  const { code } = runCommandSync(process.execPath, [soak, "--record"], { show: true });
  expect(code).toBe(0);
}, 3_600_000);

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { planOfSize } from "../../../tools/bench/mix";
import { startService } from "../../../tools/bench/service";

const checkout = vi.hoisted(() => ({ root: "" }));
vi.mock("commerce-services-testkit/checkout", () => ({ checkoutRoot: () => checkout.root }));

let pidFile: string;
beforeEach(() => {
  checkout.root = mkdtempSync(join(tmpdir(), "service-"));
  pidFile = join(checkout.root, "pid");
});
afterEach(() => rmSync(checkout.root, { recursive: true, force: true }));

/** An emulator that says where it is, and isn't there. Says so all at once, as the true one. */
const DEAF = `
  const { renameSync, writeFileSync } = require("node:fs");
  const { PID_FILE } = process.env;
  const ready = process.argv[process.argv.indexOf("--ready-file") + 1];
  const urls = { portalUrl: "http://127.0.0.1:1/", portalToken: "t" };
  process.on("SIGTERM", () => {});
  setTimeout(() => {}, 10_000); // then it ends by itself, also where the test fails
  writeFileSync(PID_FILE, String(process.pid));
  writeFileSync(ready + ".new", JSON.stringify(urls));
  renameSync(ready + ".new", ready);
`;

function writeEmulator(text: string): void {
  mkdirSync(join(checkout.root, "emulator/dist"), { recursive: true });
  writeFileSync(join(checkout.root, "emulator/dist/bin.js"), text);
}

it("leaves no emulator behind that does not answer", async () => {
  writeEmulator(DEAF);
  vi.stubEnv("PID_FILE", pidFile);
  await expect(startService(checkout.root, planOfSize(4))).rejects.toThrow("fetch failed");
  vi.unstubAllEnvs();
  const pid = Number(readFileSync(pidFile, "utf8"));
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

it("does not wait for an emulator that has ended", async () => {
  writeEmulator("process.exit(1)");
  const starting = startService(checkout.root, planOfSize(4));
  await expect(starting).rejects.toThrow("the emulator did not start");
});

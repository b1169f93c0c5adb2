import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";

/** Stands in for an engine: starts the plugin, and tells its process id. */
const engine = `
const { spawn } = require("node:child_process");
const script = require("node:path").resolve("plugin", "pulumi-resource-commerce-services");
const plugin = spawn(script, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
plugin.stdout.once("data", () => process.stdout.write(String(plugin.pid)));
`;

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("ends when the engine that started it was killed, which tells nobody", async () => {
  const parent = spawn(process.execPath, ["-e", engine], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (text: Buffer) => resolve(Number(text.toString()))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  // It looks once a second; a plugin that never ends lets the test run into its time limit.
  while (isAlive(pid)) await delay(50);
});

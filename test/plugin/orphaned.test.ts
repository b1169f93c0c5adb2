import { setTimeout as delay } from "node:timers/promises";
import { startCommand } from "commerce-services-testkit/process/command";
import { isAlive } from "commerce-services-testkit/process/processId";
import { expect, it } from "vitest";

/** Stands in for an engine: starts the plugin, and tells its process id. */
const engine = `
const { spawn } = require("node:child_process");
const script = require("node:path").resolve("plugin", "pulumi-resource-commerce-services");
const plugin = spawn(script, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
plugin.stdout.once("data", () => console.log(plugin.pid));
`;

it("ends when the engine that started it was killed, which tells nobody", async () => {
  const parent = startCommand(process.execPath, ["-e", engine]);
  const pid = Number(await parent.firstLine());
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  // It looks once a second; a plugin that never ends lets the test run into its time limit.
  while (isAlive(pid)) await delay(50);
});

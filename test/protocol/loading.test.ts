import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommandSync } from "commerce-services-testkit/process/command";
import { inputsOf } from "commerce-services-testkit/wire/values";
import { afterAll, beforeAll, expect, it } from "vitest";
import { make } from "./support/declare";
import { type Host, startHost } from "./support/host";
import { answered, configFor, startService } from "./support/setUp";

const folder = mkdtempSync(join(tmpdir(), "commerce services loaded "));
const list = join(folder, "loaded.json");
const preload = join(folder, "preload.cjs");
// Answers SIGUSR2 with the files that the process has loaded.
writeFileSync(
  preload,
  `process.on("SIGUSR2", () => {
  const fs = require("node:fs");
  fs.writeFileSync(${JSON.stringify(`${list}.part`)}, JSON.stringify(Object.keys(require.cache)));
  fs.renameSync(${JSON.stringify(`${list}.part`)}, ${JSON.stringify(list)});
});`,
);

const started = {} as { service: Awaited<ReturnType<typeof startService>>; host: Host };
beforeAll(async () => {
  started.service = await startService();
  started.host = await startHost({
    config: configFor(started.service),
    environment: { NODE_OPTIONS: `--require "${preload}"` },
  });
});
afterAll(async () => {
  await started.host.close();
  await started.service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The parts of the path after node_modules or dist, of everything that is loaded now. */
async function loaded(): Promise<string[]> {
  rmSync(list, { force: true });
  started.host.process.kill("SIGUSR2");
  await expect.poll(() => existsSync(list)).toBe(true);
  return JSON.parse(readFileSync(list, "utf8")) as string[];
}
const isUndici = (file: string) => /\/node_modules\/undici\//.test(file);
const isClient = (file: string) => /\/dist\/(http|portal|registry)\//.test(file);

it("loads no client for a preview, nor the classes of a program", async () => {
  const { host } = started;
  const properties = inputsOf("ApiKeyPair", "x", { environment: "production", label: "x" });
  answered(await host.check({}, properties));
  await host.diff("x", properties, properties);
  const files = await loaded();
  expect(files.some((file) => file.endsWith("/dist/provider.js"))).toBe(true);
  expect(files.filter((file) => /\/dist\/.*\/resource\.js$/.test(file))).toEqual([]);
  expect(files.filter((file) => /\/dist\/(connector|impact|cli)\//.test(file))).toEqual([]);
  // Nothing but their errors.
  const clients = files.filter(isClient);
  expect(clients.filter((file) => !file.endsWith("/errors.js"))).toEqual([]);
  expect(files.filter(isUndici)).toEqual([]);
});

it("loads them for the first call", async () => {
  await make(started.host, "ApiKeyPair", "x", { environment: "production", label: "x" });
  const files = await loaded();
  for (const client of ["http", "portal", "registry"])
    expect(files.some((file) => file.endsWith(`/dist/${client}/client.js`))).toBe(true);
  expect(files.some(isUndici)).toBe(true);
});

it("spends no time on zod in a program: schemas are the provider's", () => {
  const { stdout, stderr } = runCommandSync(process.execPath, [
    "-e",
    'require("pulumi-commerce-services"); console.log(JSON.stringify(Object.keys(require.cache)))',
  ]);
  expect(stderr).toBe("");
  const files = JSON.parse(stdout) as string[];
  expect(files.filter((file) => /\/node_modules\/(zod|jose|undici)\//.test(file))).toEqual([]);
  expect(files.some((file) => file.endsWith("/dist/index.js"))).toBe(true);
});

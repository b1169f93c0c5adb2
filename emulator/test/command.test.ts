import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { portal, registry } from "./support/client";
import { command, run, scratch } from "./support/program";

type Made = { publicKey: string; privateKey: string };
const wish = { environment: "production", label: "main", clientToken: "t-1" };

describe("commerce-services-emulator start", () => {
  it("answers on three listeners once its ready file is there, and ends cleanly on SIGTERM", async () => {
    const emulator = await run("--edition", "open-source", "--key-policy", "delete-first");
    expect(statSync(emulator.readyFile).mode & 0o777).toBe(0o600);
    expect((await portal(emulator, "GET", "/v1/account")).body).toMatchObject({
      edition: "open-source",
      keyPolicy: "delete-first",
    });
    const pair = (await portal(emulator, "POST", "/v1/keys", wish)).body as Made;
    expect((await registry(emulator.gatewayUrl, pair, "GET", "ping")).status).toBe(200);
    expect((await registry(emulator.sandboxGatewayUrl, pair, "GET", "ping")).status).toBe(403);
    expect(await emulator.end("SIGTERM")).toBe(0);
  });

  it("goes on from its file, with the same token, after a clean end and after kill -9", async () => {
    const data = join(scratch(), "emulator.db");
    let emulator = await run("--data", data);
    const pair = (await portal(emulator, "POST", "/v1/keys", wish)).body as Made;
    const token = emulator.portalToken;
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      await emulator.end(signal);
      expect(existsSync(`${data}-wal`)).toBe(signal === "SIGKILL");
      emulator = await run("--data", data);
      expect((await registry(emulator.gatewayUrl, pair, "GET", "ping")).status).toBe(200);
      expect(emulator.portalToken).toBe(token);
    }
  });

  it("logs each call as a line of JSON, without secrets", async () => {
    const emulator = await run("--log", "json");
    const pair = (await portal(emulator, "POST", "/v1/keys", wish)).body as Made;
    await registry(emulator.gatewayUrl, pair, "GET", "ping");
    await emulator.end("SIGTERM");
    const lines = emulator.output().trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { operation: "keys.create", publicKey: pair.publicKey, outcome: "ok" },
      { operation: "ping", publicKey: pair.publicKey, outcome: "ok" },
    ]);
    expect(emulator.output()).not.toContain("PRIVATE");
    expect(emulator.output()).not.toContain(emulator.portalToken);
  });

  it("refuses an address that others can reach, unless it is said twice", async () => {
    const refused = await command("start", "--port", "0", "--host", "0.0.0.0");
    expect([refused.code, refused.stderr]).toEqual([
      1,
      "Listening on 0.0.0.0 lets other machines make keys: say so (allowRemote) and choose a portalToken.\n",
    ]);
  });

  it("says what is wrong with a seed, by place", async () => {
    const seed = join(scratch(), "seed.yaml");
    writeFileSync(seed, "edition: premium\nproduction:\n  projects:\n    - nmae: Shop\n");
    const refused = await command("start", "--port", "0", "--seed", seed);
    expect(refused.code).toBe(1);
    expect(refused.stderr.split("\n")).toEqual([
      `The seed ${seed} can't be used:`,
      expect.stringContaining("  edition: "),
      expect.stringContaining("  production.projects[0].name: "),
      expect.stringContaining('  production.projects[0]: Unrecognized key: "nmae"'),
      "",
    ]);
    writeFileSync(seed, "edition: [");
    expect((await command("start", "--seed", seed)).stderr).toContain(
      `${seed} can't be used:\n  Flow`,
    );
  });
});

describe("the commands for a running emulator", () => {
  it("add a fault that is struck after the change was saved", async () => {
    const emulator = await run();
    const ready = ["--ready-file", emulator.readyFile];
    const flags = ["--operation", "keys.create", "--effect", "reset", "--when", "after-change"];
    const added = await command("fault", "add", ...ready, ...flags);
    expect(JSON.parse(added.stdout)).toMatchObject({ id: "fault-1", remaining: 1 });
    await expect(portal(emulator, "POST", "/v1/keys", wish)).rejects.toThrow("fetch failed");
    expect((await portal(emulator, "POST", "/v1/keys", wish)).status).toBe(409);
    const list = await command("fault", "list", ...ready);
    expect(JSON.parse(list.stdout)).toMatchObject({ faults: [{ remaining: 0, struck: 1 }] });
    expect((await command("fault", "clear", ...ready)).code).toBe(0);
    expect(JSON.parse((await command("fault", "list", ...ready)).stdout)).toEqual({ faults: [] });
    const calls = await command("calls", ...ready);
    expect(JSON.parse(calls.stdout).calls[1]).toMatchObject({
      outcome: "fault:reset-after-change",
    });
    const wrong = await command(
      "fault",
      "add",
      ...ready,
      "--operation",
      "ping",
      "--effect",
      "reset",
    );
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("effect.when: ")]);
  });

  it("make a pair by hand, which the conformance suite can be run with", async () => {
    const emulator = await run();
    const file = join(scratch(), "pair.json");
    const ready = ["--ready-file", emulator.readyFile];
    const made = await command("key", ...ready, "--environment", "production", "--output", file);
    expect(made).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const pair = JSON.parse(readFileSync(file, "utf8")) as Made;
    expect((await registry(emulator.gatewayUrl, pair, "GET", "ping")).status).toBe(200);
    const printed = await command("key", ...ready, "--environment", "sandbox");
    expect(Object.keys(JSON.parse(printed.stdout))).toEqual(["publicKey", "privateKey"]);
    const urls = [
      "--gateway-url",
      emulator.gatewayUrl,
      "--sandbox-gateway-url",
      emulator.sandboxGatewayUrl,
    ];
    const judged = await command("conformance", ...urls, "--pair-file", file);
    expect(judged.code).toBe(0);
    expect(judged.stdout).toContain("passed    GET /merchant-registry/v1/ping 200: accepted pair");
  });

  it("move the clock", async () => {
    const { readyFile } = await run();
    const clock = async (...args: string[]) =>
      JSON.parse((await command("clock", ...args, "--ready-file", readyFile)).stdout);
    const { now, frozen } = await clock("freeze");
    expect(frozen).toBe(true);
    const later = new Date(Date.parse(now) + 60_000).toISOString();
    expect(await clock("advance", "60000")).toEqual({ now: later, frozen: true });
    expect(await clock("set", "2030-01-01T00:00:00Z")).toMatchObject({
      now: "2030-01-01T00:00:00.000Z",
    });
    expect(await clock("resume")).toMatchObject({ frozen: false });
  });

  it("take a snapshot and restore it, into a running emulator and into a file", async () => {
    const first = await run();
    const pair = (await portal(first, "POST", "/v1/keys", wish)).body as Made;
    const folder = scratch();
    const file = join(folder, "snapshot.json");
    await command("snapshot", "--ready-file", first.readyFile, "--output", file);
    expect(readFileSync(file, "utf8")).not.toContain("PRIVATE");
    await command("reset", "--ready-file", first.readyFile);
    expect((await registry(first.gatewayUrl, pair, "GET", "ping")).status).toBe(403);
    await command("restore", file, "--ready-file", first.readyFile);
    expect((await registry(first.gatewayUrl, pair, "GET", "ping")).status).toBe(200);

    const data = join(folder, "emulator.db");
    expect(await command("restore", file, "--data", data)).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "",
    });
    const copy = await command("snapshot", "--data", data);
    // The pair has been used since, so only what was saved is compared.
    expect(JSON.parse(copy.stdout)).toEqual(JSON.parse(readFileSync(file, "utf8")));
    const second = await run("--data", data);
    expect((await registry(second.gatewayUrl, pair, "GET", "ping")).status).toBe(200);
    const used = await command("snapshot", "--data", data);
    expect([used.code, used.stderr]).toEqual([
      1,
      expect.stringContaining("in use by another emulator"),
    ]);
  });

  it("say so when nothing answers", async () => {
    const emulator = await run();
    await emulator.end("SIGTERM");
    const refused = await command("reset", "--ready-file", emulator.readyFile);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("No emulator answers at");
  });
});

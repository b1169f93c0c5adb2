import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { breachesIn, recordedIn } from "commerce-services-testkit/emulator/contract";
import { type CommandResult, startCommand } from "commerce-services-testkit/process/command";
import { filesBelow, findSecret } from "commerce-services-testkit/secrets/findSecret";
import { afterAll, describe, expect, it } from "vitest";

// The blank is on purpose: a user's folder may have one.
const state = mkdtempSync(join(tmpdir(), "quick start "));
const emulators: number[] = [];
const records = mkdtempSync(join(tmpdir(), "quick-start-record-"));
const record = join(records, "exchanges.jsonl");
afterAll(() => {
  for (const pid of emulators) process.kill(pid, "SIGTERM");
  for (const folder of [state, records])
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Reaches the emulator through the programs between: it writes down what it is asked and answers. */
const recorded = {
  ...process.env,
  NODE_OPTIONS: `--require "${join(__dirname, "../../testkit/emulator/recorder.cjs")}"`,
  EMULATOR_RECORD: record,
};

/** `npm start -- …` without npm; a signal may be sent when it begins a phase. */
function start(args: readonly string[], interruptAt?: string) {
  const all = ["tools/bootstrap.mjs", "tools/quickstart", "--state", state, ...args];
  let interrupted = false;
  const command = startCommand(process.execPath, all, {
    env: recorded,
    onLine(line) {
      if (!interruptAt || interrupted || !line.includes(interruptAt)) return;
      interrupted = true;
      command.kill("SIGINT");
    },
  });
  return command.done;
}

/** The counts in the verdict's line: refused calls, and all. */
function verdictOf({ stdout }: CommandResult) {
  const [, refused, all, rest] =
    /^Verdict: as announced, (\d+) of (\d+) calls refused(.*)\.$/m.exec(stdout) ?? [];
  return { refused: Number(refused), all: Number(all), rest };
}

const settings = (store: string) =>
  JSON.parse(readFileSync(join(state, "stores", `${store}.json`), "utf8")) as object;

const privateKeys = () =>
  ["shop", "shop-staging"].flatMap((store) =>
    Object.values(settings(store)).filter((value: string) => value.includes("PRIVATE KEY")),
  );

/** Without its first 450 bytes: the modulus is in the public half too, which the emulator keeps. */
const secretPart = (pem: string) => {
  const [, begin = "", body = "", end = ""] = /^(-----.+?-----)([^-]+)(-----.+)/.exec(pem) ?? [];
  return `${begin}${body.replace(/\s/g, "").slice(600)}${end}`;
};

/** No private key that a store holds by now, nor the portal's token, in what was printed. */
function leaksIn({ stdout, stderr }: CommandResult) {
  const { portalToken } = JSON.parse(readFileSync(join(state, "emulator.json"), "utf8"));
  const printed = { where: "output", bytes: Buffer.from(stdout + stderr) };
  return [portalToken, ...privateKeys()].flatMap((secret) => findSecret(secret, [printed]));
}

describe("the quick start, run again and again in one folder", () => {
  it("interrupts the stores of an exclusive account within the announced steps", async () => {
    const ended = await start([]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("The preview of rotation 1 to 2:");
    const { refused, all, rest } = verdictOf(ended);
    expect(rest).toBe(", every one inside the announced steps");
    expect(refused).toBeGreaterThan(0);
    expect(all).toBeGreaterThan(refused);
    const [, report] = ended.stdout.split("impact report had said (commerce-services impact):");
    expect(report).toMatch(/production-interrupted/);
    expect(report).not.toContain("Verdict");
    expect(privateKeys()).toHaveLength(4);
    expect(leaksIn(ended)).toEqual([]);
  });

  it("goes on from the saved state", async () => {
    const ended = await start([]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("The preview of rotation 2 to 3:");
    expect(verdictOf(ended).rest).toBe(", every one inside the announced steps");
    expect(leaksIn(ended)).toEqual([]);
  });

  it("finishes a rotation that was interrupted, before it makes the next one", async () => {
    const interrupted = await start([], "Carrying it out");
    expect(interrupted).toMatchObject({ code: 130 });
    expect(interrupted.stderr).toContain("Ended by SIGINT.");
    expect(interrupted.stdout).not.toContain("Verdict");
  });

  it("refuses no call in an overlapping account, which a later run may ask for", async () => {
    const ended = await start(["--key-policy", "overlapping"]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("The preview of rotation 4 to 5:");
    expect(ended.stdout).toContain(
      "Announced under the key policy overlapping:\n  no store's call is refused\n",
    );
    expect(verdictOf(ended)).toMatchObject({ refused: 0, rest: "" });
    expect(leaksIn(ended)).toEqual([]);
  });

  it("keeps the emulator on request, and takes it over the next time", async () => {
    const kept = await start(["--keep", "--key-policy", "delete-first"]);
    expect(kept).toMatchObject({ code: 0 });
    expect(verdictOf(kept).rest).toBe(", every one inside the announced steps");
    const pid = Number(/^ {2}kill (\d+)$/m.exec(kept.stdout)?.[1]);
    emulators.push(pid);
    expect(process.kill(pid, 0)).toBe(true);
    expect(leaksIn(kept)).toEqual([]);

    expect(await start([])).toMatchObject({ code: 0 });
    emulators.pop();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  it("met an emulator that kept to its contract all the while", () => {
    const operations = new Set(recordedIn(record).map(({ call }) => call.operation));
    expect([...operations]).toEqual(
      expect.arrayContaining(["keys.create", "keys.delete", "ping", "project.initialize"]),
    );
    expect(breachesIn(record)).toEqual([]);
  });

  it("keeps private keys in clear in the stores' settings alone", () => {
    const places = privateKeys().flatMap((key) => findSecret(secretPart(key), filesBelow(state)));
    const files = new Set(places.map(({ where }) => where));
    const stores = ["shop-staging", "shop"].map((store) => join(state, "stores", `${store}.json`));
    expect([...files].sort()).toEqual(stores);
    for (const file of stores) expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

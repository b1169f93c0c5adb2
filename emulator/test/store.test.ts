import { randomBytes } from "node:crypto";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "../src/store/schema";
import { registry } from "./support/client";
import { readyPairs } from "./support/pairs";
import { scratch } from "./support/program";
import { NOON, start, startUnended, stoppedClock } from "./support/start";

const newFile = () => join(scratch(), "emulator.db");

describe("the data file", () => {
  it("brings everything back", async () => {
    const data = newFile();
    const first = await startUnended({ data, keySource: readyPairs, keyPolicy: "overlapping" });
    const pair = await first.issueKey("production", "kept");
    const gone = await first.issueKey("production");
    first.deleteKey(gone.publicKey);
    const project = first.initialize("Shop", "production");
    await registry(first.gatewayUrl, pair, "PATCH", `registry/projects/${project.projectId}`, {
      projectName: "Store",
    });
    const rows = (await registry(first.gatewayUrl, pair, "GET", "registry")).body;
    const snapshot = await first.snapshot();
    await first.close();

    const second = await start({ data });
    expect(await second.snapshot()).toEqual(snapshot);
    expect((await registry(second.gatewayUrl, pair, "GET", "registry")).body).toEqual(rows);
    expect((await registry(second.gatewayUrl, gone, "GET", "registry")).status).toBe(403);
    expect(second.account().keyPolicy).toBe("overlapping");
    expect(second.portalToken).toBe(first.portalToken);
  });

  it("forgets the clock's offset and the faults", async () => {
    const data = newFile();
    const first = await startUnended({ data, clock: stoppedClock() });
    first.clock.advance(60_000);
    first.faults.add({ operation: "ping", times: null, effect: { kind: "truncated" } });
    await first.close();
    const second = await start({ data, clock: stoppedClock() });
    expect(second.clock.now()).toBe(NOON);
    expect(second.faults.list()).toEqual([]);
  });

  it("never holds a private key", async () => {
    const data = newFile();
    const emulator = await startUnended({ data, keySource: readyPairs });
    const { privateKey } = await emulator.issueKey("production");
    await emulator.close();
    const file = readFileSync(data).toString("latin1");
    const lines = privateKey.trim().split("\n").slice(1, -1);
    expect(lines.filter((line) => file.includes(line))).toEqual([]);
    expect(file).not.toContain("PRIVATE KEY");
  });

  it("can be read by its owner alone, write-ahead log included", async () => {
    const data = newFile();
    const emulator = await start({ data });
    await emulator.issueKey("production");
    for (const file of [data, `${data}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("belongs to one emulator at a time", async () => {
    const data = newFile();
    await start({ data });
    await expect(startUnended({ data })).rejects.toThrow("is in use by another emulator");
  });

  it("holds one account, and says so when another is asked for", async () => {
    const data = newFile();
    await (await startUnended({ data })).close();
    await expect(startUnended({ data, mageId: "MAG009999999" })).rejects.toThrow(
      "holds another account",
    );
  });
});

describe("a file that can't be used is named and left as it was", () => {
  async function refusal(data: string): Promise<string> {
    const before = readFileSync(data);
    const error = await startUnended({ data }).then(
      () => new Error("it was used"),
      (reason: Error) => reason,
    );
    expect(readFileSync(data).equals(before)).toBe(true);
    expect(error.message).toContain(data);
    expect(error.message).not.toContain("copy");
    return error.message;
  }

  it("text", async () => {
    const data = newFile();
    writeFileSync(data, "Dear diary");
    expect(await refusal(data)).toContain("is not a data file of this emulator");
  });

  it("another program's database", async () => {
    const data = newFile();
    const other = new Database(data);
    other.exec("CREATE TABLE recipes (name TEXT)");
    other.close();
    expect(await refusal(data)).toContain("is a SQLite file of another program");
  });

  it("a newer version's", async () => {
    const data = newFile();
    await (await startUnended({ data })).close();
    const newer = new Database(data);
    newer.exec(`PRAGMA user_version=${SCHEMA_VERSION + 1}`);
    newer.pragma("wal_checkpoint(TRUNCATE)");
    newer.close();
    expect(await refusal(data)).toContain(`schema version ${SCHEMA_VERSION + 1}`);
  });

  it("a newer version's that was killed before its log was folded in", async () => {
    const killed = newFile();
    await (await startUnended({ data: killed })).close();
    const newer = new Database(killed);
    newer.pragma("journal_mode=WAL");
    newer.exec("PRAGMA user_version=99");
    const data = newFile();
    for (const end of ["", "-wal"]) copyFileSync(`${killed}${end}`, `${data}${end}`);
    const log = readFileSync(`${data}-wal`);
    expect(await refusal(data)).toContain("schema version 99");
    expect(readFileSync(`${data}-wal`).equals(log)).toBe(true);
    newer.close();
  });

  it("one whose pages were overwritten, or that was cut off", async () => {
    const data = newFile();
    const emulator = await startUnended({ data, keySource: readyPairs });
    emulator.addProject({
      name: "Big",
      environment: "production",
      dataSpaces: Array.from({ length: 300 }, (_, index) => ({
        name: `T ${index}`,
        type: "Testing",
      })),
    });
    await emulator.close();
    const whole = readFileSync(data);
    const damaged = Buffer.from(whole);
    randomBytes(4096 * 6).copy(damaged, 4096 * 4);
    writeFileSync(data, damaged);
    expect(await refusal(data)).toContain("is damaged");
    writeFileSync(data, whole.subarray(0, whole.length - 4096 * 3));
    expect(await refusal(data)).toContain("is damaged");
  });
});

describe("an older file", () => {
  it("is brought up to date with what it holds", async () => {
    const data = newFile();
    const old = new Database(data);
    old.exec(MIGRATIONS[0] ?? "");
    old.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=1`);
    const account = {
      mageId: "MAG005500000",
      standing: { state: "licensed", edition: "open-source" },
      keyPolicy: "delete-first",
      role: "licence-holder",
      maxProjects: 1,
      propagation: { newKeyMs: 0, deletedKeyMs: 0 },
      organizationId: "o-1",
      organizationName: "Old",
      imsOrganizationId: "",
    };
    old.prepare("INSERT INTO accounts VALUES (?, ?)").run(account.mageId, JSON.stringify(account));
    old
      .prepare("INSERT INTO projects VALUES (?,?,?,?,?,?)")
      .run("p-1", account.mageId, "sandbox", "Shop", 1, 2);
    old.close();
    const emulator = await start({ data });
    expect(emulator.account()).toEqual(account);
    expect((await emulator.snapshot()).projects).toMatchObject([
      { projectId: "p-1", name: "Shop" },
    ]);
  });

  it("made but never written, by a process killed in its first moments, is a new one", async () => {
    const data = newFile();
    writeFileSync(data, "");
    const emulator = await start({ data });
    expect(emulator.keys()).toEqual([]);
  });
});

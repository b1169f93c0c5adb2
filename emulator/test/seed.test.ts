import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readSeed } from "../src/documents/readSeed";
import { seedSchema } from "../src/documents/seed";
import type { Seed } from "../src/index";
import { portal, registry } from "./support/client";
import { makePair } from "./support/pairs";
import { start, startUnended } from "./support/start";

const { privateKey, verifier: publicKeyPem } = makePair();
const publicKey = "0123456789abcdef0123456789abcdef";

const refusal = (seed: unknown): Promise<string> =>
  startUnended({ seed: seed as Seed }).then(
    () => "it was taken",
    (error: Error) => error.message,
  );

describe("a seed", () => {
  it("holds an account, keys by their public half, projects and data spaces", async () => {
    const emulator = await start({
      seed: {
        mageId: "MAG000000001",
        edition: "open-source",
        keyPolicy: "overlapping",
        organizationName: "Shop Ltd",
        sandbox: {
          keys: [{ publicKey, publicKeyPem, label: "ours" }],
          projects: [
            { name: "Shop", projectId: "p-1" },
            {
              name: "Lab",
              dataSpaces: [
                { dataSpaceId: "d-1", name: "QA", type: "Testing", cloudId: "tysqxum7wu3xx" },
              ],
            },
          ],
        },
      },
    });
    const { body } = await registry(
      emulator.sandboxGatewayUrl,
      { publicKey, privateKey },
      "GET",
      "registry",
    );
    expect(body).toMatchObject({
      results: [
        {
          projectId: "p-1",
          environmentName: "Production",
          mageId: "MAG000000001",
          organizationName: "Shop Ltd",
        },
        {
          environmentId: "d-1",
          environmentName: "QA",
          environmentType: "Testing",
          cloudId: "tysqxum7wu3xx",
        },
      ],
    });
    expect(emulator.keys()).toMatchObject([{ publicKey, label: "ours", status: "accepted" }]);
    expect((await portal(emulator, "GET", "/v1/account")).body).toMatchObject({
      merchantId: "MAG000000001",
      keyPolicy: "overlapping",
    });
  });

  it("counts data spaces instead of listing them, named as the service does", async () => {
    const production = { projects: [{ name: "Shop", dataSpaces: { production: 1, testing: 2 } }] };
    const emulator = await start({ seed: { production } });
    expect((await emulator.snapshot()).dataSpaces.map(({ name, type }) => [name, type])).toEqual([
      ["Production", "Production"],
      ["Testing 1", "Testing"],
      ["Testing 2", "Testing"],
    ]);
  });

  it("may stand badly with its licence", async () => {
    const unlicensed = await start({ seed: { standing: "unlicensed" } });
    expect((await portal(unlicensed, "GET", "/v1/account")).body).toMatchObject({
      edition: "open-source",
    });
    expect(unlicensed.initialize("Shop", "production").dataSpaces).toHaveLength(1);
    const blocked = await start({ seed: { standing: "invoice-pending" } });
    const wish = { environment: "production", label: "x" };
    const answer = await portal(blocked, "POST", "/v1/keys", wish);
    expect([answer.status, answer.body]).toMatchObject([403, { code: "account_blocked" }]);
  });

  it("is told every place where it is wrong, and no value", async () => {
    const message = await refusal({
      mageId: "MAG1",
      production: {
        keys: [{ publicKey: "XYZ", publicKeyPem: privateKey }],
        projects: [{ name: " " }],
      },
    });
    expect(message.split("\n")).toEqual([
      "The seed can't be used:",
      "  mageId: must be MAG and 9 to 11 digits",
      "  production.keys[0].publicKey: must be 32 lower-case hexadecimal digits",
      "  production.keys[0].publicKeyPem: must be the public half as PEM",
      expect.stringContaining("  production.projects[0].name: "),
    ]);
    expect(message).not.toContain("PRIVATE");
  });

  it("can't hold one id twice, nor a key that is none", async () => {
    const twice = { keys: [{ publicKey, publicKeyPem }] };
    expect(await refusal({ production: twice, sandbox: twice })).toContain(
      `publicKey ${publicKey} stands there twice`,
    );
    const projects = [
      { name: "A", projectId: "p" },
      { name: "B", projectId: "p" },
    ];
    expect(await refusal({ production: { projects } })).toContain("projectId p stands there twice");
    const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString();
    const keys = [{ publicKey, publicKeyPem: elliptic }];
    expect(await refusal({ production: { keys } })).toContain("is not an RSA public key");
  });
});

describe("a snapshot", () => {
  it("that refers to what is not there is refused whole", async () => {
    const emulator = await start();
    emulator.initialize("Shop", "production");
    const snapshot = await emulator.snapshot();
    const broken = { ...snapshot, projects: [] };
    await expect(emulator.restore(broken)).rejects.toThrow("there is no project");
    const strange = { ...snapshot, accounts: [] };
    await expect(emulator.restore(strange)).rejects.toThrow("there is no account");
    const foreign = { ...snapshot, accounts: [], projects: [], dataSpaces: [] };
    await expect(emulator.restore(foreign)).rejects.toThrow("MAG005500000 is not among them");
    expect(await emulator.snapshot()).toEqual(snapshot);
    const answer = await portal(emulator, "PUT", "/_emulator/v1/snapshot", {
      ...snapshot,
      version: 2,
    });
    expect(answer.status).toBe(400);
  });
});

it("seed.schema.json describes a seed to editors (UPDATE=1 writes it anew)", () => {
  const file = join(__dirname, "../seed.schema.json");
  const schema = z.toJSONSchema(seedSchema, { io: "input" });
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("the seed in README.md is one", () => {
  const readme = readFileSync(join(__dirname, "../README.md"), "utf8");
  const [, seed = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(readSeed(parse(seed))).toMatchObject({ production: { projects: [{ name: "Shop" }, {}] } });
});

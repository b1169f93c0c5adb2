import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { describe, expect, it } from "vitest";
import {
  clientToken,
  clientTokenBase,
} from "../../../../provider/resources/apiKeyPair/clientToken";
import { issuePair, makeIssued } from "../../../../provider/resources/apiKeyPair/create";
import { PartialFailure } from "../../../../provider/resources/lifecycle";
import { stackUnreadable } from "../../../../provider/witness/errors";
import { Witness } from "../../../../provider/witness/witness";
import { startService } from "../service";

const ME = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::pair";
const inputs = { environment: "production", label: "pair" } as const;
const tokenOf = (ordinal: number, resource = ME) =>
  clientToken(clientTokenBase(resource, inputs), ordinal);

type Service = Awaited<ReturnType<typeof startService>>;
const tokens = ({ emulator }: Service) => emulator.keys().map((key) => key.clientToken);
/** What a killed run leaves behind: a pair of this resource's token, its private key lost. */
const orphan = ({ emulator }: Service, ordinal = 1) =>
  emulator.issueKey("production", "pair", { clientToken: tokenOf(ordinal) });

it("issues with the first ordinal", async () => {
  const service = await startService();
  const { issued, account } = await issuePair(inputs, service.online(ME));
  expect(service.emulator.keys()).toMatchObject([
    { publicKey: issued.publicKey, label: "pair", clientToken: tokenOf(1) },
  ]);
  expect(account.merchantId).toBe(service.emulator.merchantId);
  expect(service.warnings).toEqual([]);
});

it("removes the unused orphan of a killed run, and says so", async () => {
  const service = await startService();
  const { publicKey } = await orphan(service);
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([issued.publicKey]);
  expect(tokens(service)).toEqual([tokenOf(2)]);
  expect(service.warned()).toEqual(["CS5007"]);
  expect(service.warnings[0]).toContain(publicKey);
});

it("leaves a pair alone that somebody used after its proof, and names it", async () => {
  const service = await startService();
  const pair = await orphan(service);
  service.advance(60_001);
  await service.online(ME).registry.ping({ environment: "production", ...pair });
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([pair.publicKey, issued.publicKey]);
  expect(tokens(service)).toEqual([tokenOf(1), tokenOf(2)]);
  expect(service.warned()).toEqual(["CS5006"]);
  expect(service.warnings[0]).toContain(pair.publicKey);
});

it("counts the proof at its making for no use", async () => {
  const service = await startService();
  const pair = await orphan(service);
  service.advance(60_000);
  await service.online(ME).registry.ping({ environment: "production", ...pair });
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([issued.publicKey]);
});

it("leaves a pair alone that the stack has recorded, used or not", async () => {
  const service = await startService();
  const { publicKey } = await orphan(service);
  service.recorded.add(publicKey);
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([publicKey, issued.publicKey]);
  expect(service.warned()).toEqual(["CS5006"]);
});

it("leaves everything alone where the portal does not say when a pair was last used", async () => {
  const service = await startService();
  const { publicKey } = await orphan(service);
  const online = service.online(ME);
  const silent = {
    ...online,
    portal: () => ({
      ...online.portal(),
      keys: async (environment: "production" | "sandbox") =>
        (await online.portal().keys(environment)).map(({ lastUsedAt: _, ...key }) => key),
    }),
  };
  await issuePair(inputs, silent);
  expect(service.live()).toContain(publicKey);
  expect(service.warned()).toEqual(["CS5006"]);
});

it("never touches the pairs of other resources, of people, or of other keepers", async () => {
  const service = await startService();
  const { emulator } = service;
  const others = [
    await emulator.issueKey("production", "by hand"),
    await emulator.issueKey("production", "pair", { clientToken: tokenOf(1, `${ME}2`) }),
    await emulator.issueKey("production", "pair", {
      clientToken: clientToken(clientTokenBase(ME, { ...inputs, keepers: { a: "1" } }), 1),
    }),
    await emulator.issueKey("production", "pair", {
      clientToken: clientToken(clientTokenBase(ME, { environment: "sandbox" }), 1),
    }),
  ].map(({ publicKey }) => publicKey);
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([...others, issued.publicKey]);
  expect(service.warnings).toEqual([]);
});

it("refuses under delete-first while an earlier pair may be in use: none made, none deleted", async () => {
  const service = await startService({ keyPolicy: "delete-first" });
  const { publicKey } = await orphan(service);
  service.recorded.add(publicKey);
  await expect(issuePair(inputs, service.online(ME))).rejects.toMatchObject({
    code: "CS4104",
    message: expect.stringContaining(publicKey),
  });
  expect(service.live()).toEqual([publicKey]);
  expect(service.called("keys.create")).toBe(0);
});

it("removes an unused orphan under delete-first too, else it would stand in the way for ever", async () => {
  const service = await startService({ keyPolicy: "delete-first" });
  await orphan(service);
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([issued.publicKey]);
});

it.each(["exclusive", "overlapping", "delete-first"] as const)(
  "recovers under %s from an answer that was lost: exactly one live pair, whose key is known",
  async (keyPolicy) => {
    const service = await startService({ keyPolicy });
    service.emulator.faults.add({
      operation: "keys.create",
      effect: { kind: "reset", when: "after-change" },
    });
    const { id, state } = await makeIssued(inputs, service.online(ME));
    expect(service.live()).toEqual([id]);
    expect(state.status).toBe("accepted");
    expect(service.called("keys.create")).toBe(2);
    expect(service.warned()).toEqual(["CS5007"]);
  },
);

it("gives up after three lost answers, and the next run cleans up after it", async () => {
  const service = await startService();
  service.emulator.faults.add({
    operation: "keys.create",
    times: 3,
    effect: { kind: "truncated" },
  });
  await expect(issuePair(inputs, service.online(ME))).rejects.toMatchObject({ code: "CS2013" });
  expect(service.called("keys.create")).toBe(3);
  expect(service.live()).toHaveLength(1);
  const { issued } = await issuePair(inputs, service.online(ME));
  expect(service.live()).toEqual([issued.publicKey]);
});

it("makes nothing a second time after a plain refusal", async () => {
  const service = await startService();
  service.emulator.faults.add({
    operation: "keys.create",
    effect: { kind: "status", status: 400 },
  });
  await expect(issuePair(inputs, service.online(ME))).rejects.toMatchObject({ code: "CS3013" });
  expect(service.called("keys.create")).toBe(1);
  expect(service.live()).toEqual([]);
});

it.each([
  ["a keyPolicy that the account contradicts", { keyPolicy: "exclusive" }, {}, "CS4102"],
  ["another merchant's portal", { merchantId: "MAG123456789" }, {}, "CS4101"],
  ["a shared-access token", {}, { role: "shared-access" }, "CS4103"],
] as const)("refuses %s before a pair is made", async (_what, configured, account, code) => {
  const service = await startService(account);
  await expect(issuePair(inputs, service.online(ME, configured))).rejects.toMatchObject({ code });
  expect(service.emulator.calls().map(({ operation }) => operation)).toEqual(["account.read"]);
});

it("keeps a pair that the portal made for the other environment, and says so", async () => {
  const service = await startService();
  const { publicKey, privateKey } = await service.emulator.issueKey("sandbox");
  const body = { publicKey, privateKey, environment: "sandbox", label: "pair", status: "accepted" };
  service.emulator.faults.add({
    operation: "keys.create",
    effect: { kind: "status", status: 201, body },
  });
  const failure = await makeIssued(inputs, service.online(ME)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PartialFailure);
  expect(failure).toMatchObject({
    id: publicKey,
    state: { publicKey, privateKey },
    reason: { code: "CS4105" },
  });
});

it.each([
  ["exclusive", true, "CS4131"],
  ["exclusive", false, undefined],
  ["overlapping", true, undefined],
] as const)(
  "without a record that can be read, in an account that is %s, where another pair is live: %s",
  async (keyPolicy, isAnotherLive, refusal) => {
    const service = await startService({ keyPolicy });
    if (isAnotherLive) await service.emulator.issueKey("production", "somebody's");
    const before = service.live();
    const online = service.online(ME, { keyPolicy });
    const unread = { ...online.stack, before: () => Promise.reject(stackUnreadable()) };
    const issued = issuePair(inputs, { ...online, stack: unread });
    if (refusal === undefined) {
      await issued;
      expect(service.live()).toHaveLength(before.length + 1);
      expect(service.warned()).toEqual(["CS5034"]);
    } else {
      await expect(issued).rejects.toMatchObject({ code: refusal });
      expect(service.live()).toEqual(before);
    }
  },
);

it("keeps with a pair what was made from those that its resource had, and from no other", async () => {
  const service = await startService({ keyPolicy: "overlapping" });
  const type = "pulumi-nodejs:dynamic/commerce-services:ApiKeyPair";
  const recorded = (urn: string, id: string) => ({
    urn,
    type,
    id,
    outputs: { environment: "production", status: "accepted" },
  });
  const others = Array.from({ length: 200 }, (_, at) => recorded(`${ME}-${at}`, `other-${at}`));
  const made = {
    urn: "urn::mark",
    type: "acme:index:Mark",
    id: "mark",
    inputs: { mark: "ab".repeat(32) },
    propertyDependencies: { mark: [ME] },
  };
  const before = new Witness([
    recorded(ME, "mine"),
    recorded("urn::former", "renamed"),
    made,
    ...others,
  ]);
  const online = service.online(ME, { keyPolicy: "overlapping" });
  online.run.replaced.set(ME, "renamed");
  const stack = { ...online.stack, before: async () => before };
  const { state } = await makeIssued(inputs, { ...online, stack });
  expect(state.heldBefore).toEqual({ mine: { "urn::mark#mark": expect.any(String) }, renamed: {} });
});

describe("a portal that issues what can't be used", () => {
  const NO_KEY = "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n";
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const pem = ({ privateKey }: { privateKey: KeyObject }) =>
    privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  it.each<[string, () => string]>([
    ["what is no key", () => NO_KEY],
    ["an EC key", () => pem(ec)],
    ["a key of 1024 bits", () => pem(short)],
    ["another pair's key", () => rsaPair(1).privateKey],
  ])("is told so of %s, and its pair removed again", async (_what, privateKey) => {
    const { publicKey: verifier } = rsaPair(0);
    const service = await startService({
      keySource: async () => ({ privateKey: privateKey(), verifier }),
    });
    const failure = await makeIssued(inputs, service.online(ME)).catch((error) => error);
    expect(failure).toMatchObject({ code: "CS4136" });
    expect(failure.message).toContain("was removed again");
    expect(failure.message).not.toContain(privateKey().trim().split("\n").at(-2) ?? privateKey());
    expect(service.live()).toEqual([]);
  });

  it("is told which pair is left when it can't be removed", async () => {
    const { publicKey: verifier } = rsaPair(0);
    const service = await startService({
      keySource: async () => ({ privateKey: NO_KEY, verifier }),
    });
    service.emulator.faults.add({
      operation: "keys.delete",
      effect: { kind: "status", status: 500 },
    });
    const [publicKey = ""] = await makeIssued(inputs, service.online(ME)).then(
      () => [],
      (error) => [error.message.match(/issued (\S+) with/)?.[1]],
    );
    expect(service.live()).toEqual([publicKey]);
  });
});

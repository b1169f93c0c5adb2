import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unseal } from "../../provider/keys";
import { opsByName } from "./harness";
import { type Commerce, createCommerce } from "./stack/commerce";
import { standing } from "./stack/someoneElse";

/** A sealed pair for a store of somebody else's, and another pair that this stack signs with. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, SaasProject } = require("pulumi-commerce-services");
const knob = new pulumi.Config("test");
const sealed = new ApiKeyPair("sealed", {
  environment: "production",
  label: knob.get("label"),
  keepers: { rotation: knob.get("rotation") ?? "1" },
  sealTo: knob.require("sealTo"),
});
const own = new ApiKeyPair("own", { environment: "production" });
const signer = knob.getBoolean("signSealed") ? sealed : own;
new SaasProject("project", { name: "Shop", keyPair: signer.keyPair });
exports.publicKey = sealed.publicKey;
exports.sealedPrivateKey = sealed.sealedPrivateKey;
exports.fingerprint = sealed.fingerprint;
exports.status = sealed.status;
exports.nothing = sealed.privateKey.apply((key) => key === null || key === undefined);
`;

const holderPair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const holder = holderPair();
let stack: Commerce;
const canaries: string[] = [];
beforeAll(async () => {
  stack = await createCommerce({
    program,
    showsKeys: true,
    account: { keyPolicy: "overlapping" },
    config: { "test:sealTo": holder.publicKey },
  });
});
afterAll(() => stack.close());

const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
const plan = async () => {
  const { steps, diagnostics } = await stack.project.previewJson("--show-replacement-steps");
  const said = diagnostics.map(({ message }) => /CS\d{4}/.exec(message)?.[0]);
  return { ops: opsByName(steps.filter(({ op }) => op !== "same")), said: said.sort() };
};
/** What the holder holds; from then on nothing that this stack writes may hold it. */
async function opened(): Promise<string> {
  const privateKey = await unseal((await outputs()).sealedPrivateKey ?? "", holder.privateKey);
  canaries.push(privateKey);
  return privateKey;
}
const pairOf = async () => ({
  environment: "production" as const,
  publicKey: (await outputs()).publicKey ?? "",
  privateKey: await opened(),
});
const replacement = { sealed: ["create-replacement", "replace", "delete-replaced"] };

it("proves an issued pair, and keeps its private key for the holder alone", async () => {
  const { code, stderr } = await stack.project.up();
  expect([code, stderr]).toEqual([0, ""]);
  const { status, nothing, fingerprint, publicKey } = await outputs();
  expect([status, nothing]).toEqual(["accepted", true]);
  expect(fingerprint).toMatch(/^SHA256:/);
  expect(stack.emulator.calls().filter((call) => call.publicKey === publicKey)).toContainEqual(
    expect.objectContaining({ operation: "ping", outcome: "ok" }),
  );
  expect(await standing(stack.emulator, await pairOf())).toBe("accepted");
  expect((await plan()).ops).toEqual({});
});

it("is refreshed and relabelled without its private key", async () => {
  expect((await stack.project.refresh()).code).toBe(0);
  expect((await plan()).ops).toEqual({});
  await stack.project.setConfig({ "test:label": "for the agency" });
  expect((await plan()).ops).toEqual({ sealed: ["update"] });
  expect((await stack.project.up()).code).toBe(0);
  expect(stack.emulator.keys().map(({ label }) => label)).toContain("for the agency");
});

it("rotates: the old pair is deleted last, and proven dead without a signature", async () => {
  const old = await pairOf();
  await stack.project.setConfig({ "test:rotation": "2" });
  expect(await plan()).toEqual({ ops: replacement, said: ["CS5002"] });
  const since = stack.emulator.calls().at(-1)?.sequence ?? 0;
  expect((await stack.project.up()).code).toBe(0);
  const calls = stack.emulator.calls(since);
  expect(
    calls.flatMap(({ operation }) =>
      /^keys\.(create|delete)$/.test(operation) ? [operation] : [],
    ),
  ).toEqual(["keys.create", "keys.delete"]);
  expect(calls.at(-1)).toMatchObject({ operation: "ping", outcome: "client-id-invalid" });
  expect(await standing(stack.emulator, old)).toBe("refused");
  expect(await standing(stack.emulator, await pairOf())).toBe("accepted");
});

it("is replaced after it was deleted outside", async () => {
  stack.emulator.deleteKey((await outputs()).publicKey ?? "");
  expect((await stack.project.refresh()).stdout).toContain("CS5009");
  expect((await plan()).ops).toEqual(replacement);
  expect((await stack.project.up()).code).toBe(0);
  expect(await standing(stack.emulator, await pairOf())).toBe("accepted");
});

it("is not there for others to sign with, and says so before any call", async () => {
  await stack.project.setConfig({ "test:signSealed": "true" });
  const { code, stdout, stderr } = await stack.project.preview();
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("CS1133: keyPair.privateKey is not there: the pair is sealed");
  await stack.project.run(["config", "rm", "test:signSealed"]);
});

it("is made anew when its proof failed: an unproven sealed pair can't be proven later", async () => {
  const effect = { kind: "status", status: 500 } as const;
  stack.emulator.faults.add({ operation: "ping", times: null, effect });
  await stack.project.setConfig({ "test:rotation": "3" });
  expect((await stack.project.up()).code).not.toBe(0);
  stack.emulator.faults.clear();
  const unproven = (await outputs()).publicKey;
  canaries.push(await opened());
  const { code, stdout } = await stack.project.up();
  expect(stdout).not.toContain("panic");
  expect(code).toBe(0);
  expect((await outputs()).publicKey).not.toBe(unproven);
  expect(await standing(stack.emulator, await pairOf())).toBe("accepted");
  expect(stack.emulator.keys().filter(({ status }) => status === "accepted")).toHaveLength(2);
});

it("costs a new pair to be sealed to another holder, and the preview says what that means", async () => {
  const other = holderPair();
  await stack.project.setConfig({ "test:sealTo": other.publicKey });
  expect(await plan()).toEqual({ ops: replacement, said: ["CS5002", "CS5015"] });
  await stack.project.setConfig({ "test:sealTo": other.privateKey });
  const { stdout, stderr } = await stack.project.preview();
  expect(stdout + stderr).toContain("CS1131: sealTo is a private key");
  await stack.project.setConfig({ "test:sealTo": holder.publicKey });
});

it("has left its private keys nowhere: not in the state as Pulumi decrypts it, no log, no plan", async () => {
  await stack.project.run(["stack", "export", "--show-secrets"]);
  await stack.project.run(["preview", "--json", "--show-secrets"]);
  expect(new Set(canaries).size).toBeGreaterThanOrEqual(4);
  for (const canary of canaries) expect(stack.project.grepEverywhere(canary)).toEqual([]);
});

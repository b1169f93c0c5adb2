import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { standing } from "commerce-services-testkit/commerce/someoneElse";
import { runCommand } from "commerce-services-testkit/process/command";
import { opsByName } from "commerce-services-testkit/project";
import { freshRsaPair } from "commerce-services-testkit/rsaPairs";
import { afterAll, beforeAll, expect, it } from "vitest";

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

const holderPair = () => freshRsaPair();
const holder = holderPair();
/** The holder's own folder: neither the stack's nor searched for canaries. */
const safe = mkdtempSync(join(tmpdir(), "holder-"));
const holderFile = join(safe, "holder.pem");
writeFileSync(holderFile, holder.privateKey);
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
afterAll(async () => {
  rmSync(safe, { recursive: true });
  await stack.close();
});

const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
const plan = async () => {
  const { steps, diagnostics } = await stack.project.previewJson("--show-replacement-steps");
  const said = diagnostics.map(({ message }) => /CS\d{4}/.exec(message)?.[0]);
  return { ops: opsByName(steps.filter(({ op }) => op !== "same")), said: said.sort() };
};
/** `commerce-services unseal` as the holder runs it, in the program's folder. */
const unseal = (args: string[], input?: string) => {
  const { dir, env } = stack.project;
  const bin = join(checkoutRoot(), "dist/cli/bin.js");
  return runCommand(process.execPath, [bin, "unseal", ...args], {
    cwd: dir,
    env,
    ...(input !== undefined && { input }),
  });
};
/** What the holder holds; from then on nothing that this stack writes may hold it. */
async function opened(): Promise<string> {
  const { code, stdout, stderr } = await unseal(
    ["--holder-key", holderFile],
    (await outputs()).sealedPrivateKey,
  );
  expect([code, stderr]).toEqual([0, ""]);
  canaries.push(stdout);
  return stdout;
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

it("is opened from a stack output and with a JWK, into a file that only its holder can read", async () => {
  const jwk = JSON.stringify(createPrivateKey(holder.privateKey).export({ format: "jwk" }));
  const file = join(safe, "store.pem");
  const args = ["--stack-output", "sealedPrivateKey", "-k", "-", "-o", file];
  const { code, stdout } = await unseal(args, jwk);
  expect([code, stdout]).toEqual([0, ""]);
  expect(readFileSync(file, "utf8")).toBe(await opened());
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const failures: Record<string, [args: string[], input: string]> = {
    CS6026: [args, jwk],
    CS6027: [["--stack-output", "publicKey", "-k", holderFile], ""],
    CS6025: [["-k", "-"], jwk],
    CS6022: [["-k", join(safe, "nothing")], "x"],
    CS1135: [["-k", `${holderFile}.pub`], "x"],
    CS1134: [["-k", file], (await outputs()).sealedPrivateKey ?? ""],
  };
  writeFileSync(`${holderFile}.pub`, holder.publicKey);
  for (const [expected, [flags, input]] of Object.entries(failures)) {
    const failed = await unseal(flags, input);
    expect([failed.code, failed.stdout]).toEqual([1, ""]);
    expect(failed.stderr).toContain(`${expected}: `);
    expect(failed.stderr).not.toContain(jwk.slice(40, 64));
  }
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
  expect(await standing(stack.emulator, old)).toBe("unknown");
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

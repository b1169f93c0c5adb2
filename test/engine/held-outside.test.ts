import { rmSync } from "node:fs";
import { join } from "node:path";
import type { KeyPolicy } from "commerce-services-emulator";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { failingStore } from "commerce-services-testkit/commerce/failingStore";
import { resourcesNamed } from "commerce-services-testkit/project";
import type { ProviderKind } from "commerce-services-testkit/project/providerKind";
import { afterEach, describe, expect, it } from "vitest";

let stack: Commerce;
afterEach(() => stack.close());

/**
 * Resources of another provider that were given the pair in forms which show nothing to whoever
 * reads the state without decrypting it, and some that have to do with the pair and hold none.
 */
const program = `
const pulumi = require("@pulumi/pulumi");
const { createHash } = require("node:crypto");
const { ApiKeyPair } = require("pulumi-commerce-services");
const config = new pulumi.Config("test");
const keepers = { rotation: config.get("rotation") ?? "1" };
const pair = new ApiKeyPair("key", { environment: "production", label: "shop", keepers });
${failingStore}
const text = pulumi.all([pair.publicKey, pair.privateKey]).apply((halves) => JSON.stringify(halves));
const ignoreChanges = config.getBoolean("ignored") ? ["value"] : [];
new Store("secret", { flag: "never", value: pulumi.secret(text) }, { ignoreChanges });
new Store("encoded", { flag, value: text.apply((t) => Buffer.from(t).toString("base64")) });
new Store("digest", {
  flag: "never",
  checksum: pulumi.unsecret(text).apply((t) => createHash("sha256").update(t).digest("hex")),
});
const group = new (class extends pulumi.ComponentResource {})("acme:index:Group", "group", { key: pair.publicKey });
new Store("service", { flag: "never", name: "web" }, { dependsOn: pair, parent: group });
new Store("named", { flag: "never", tag: pair.label });
`;

const live = () =>
  stack.emulator
    .keys("production")
    .filter(({ status }) => status === "accepted")
    .map(({ publicKey }) => publicKey);
const rotate = (to: string) => stack.project.setConfig({ "test:rotation": to });
const urnOf = (name: string) => resourcesNamed(stack.project.state(), name)[0]?.urn ?? "";

async function deployed(provider: ProviderKind, keyPolicy: KeyPolicy): Promise<string> {
  stack = await createCommerce({ provider, program, account: { keyPolicy } });
  const { code, stdout } = await stack.project.up();
  expect(code, stdout).toBe(0);
  const [publicKey = ""] = live();
  return publicKey;
}

describe.each<ProviderKind>(["dynamic", "native"])("through the %s provider", (provider) => {
  it("a rotation is held by nobody who got the new pair, or only has to do with it", async () => {
    const old = await deployed(provider, "overlapping");
    await rotate("2");
    const { code, stdout } = await stack.project.up();
    expect(code, stdout).toBe(0);
    expect(live()).toHaveLength(1);
    expect(live()).not.toContain(old);
  });

  it("the pair stays under all who hold it as a secret, in base64 or as a digest, when they are left out", async () => {
    const old = await deployed(provider, "overlapping");
    await rotate("2");
    const { code, stdout } = await stack.project.up("--target", urnOf("key"));
    expect(code).not.toBe(0);
    const [held = ""] = stdout.match(/CS4004: .*/) ?? [];
    expect([...held.matchAll(/Resource::(\w+)/g)].map(([, name]) => name)).toEqual([
      "digest",
      "encoded",
      "secret",
    ]);
    expect(live()).toContain(old);
    const all = await stack.project.up();
    expect(all.code, all.stdout).toBe(0);
    expect(live()).not.toContain(old);
  });

  it.each<KeyPolicy>(["exclusive", "delete-first"])(
    "no pair is made or deleted in an account that is %s when the run leaves them out",
    async (keyPolicy) => {
      const old = await deployed(provider, keyPolicy);
      const since = stack.emulator.calls().at(-1)?.sequence ?? 0;
      await rotate("2");
      const { code, stdout } = await stack.project.up("--target", urnOf("key"));
      expect(code).not.toBe(0);
      expect(stdout).toMatch(new RegExp(`CS4135: to replace ${old} .*::secret`));
      const made = stack.emulator.calls(since).map(({ operation }) => operation);
      expect(made.filter((operation) => /keys\.(create|delete)/.test(operation))).toEqual([]);
      expect(live()).toEqual([old]);
    },
  );

  it("the pair stays under a holder whose change is ignored, after a failure, a refresh, and told to go on", async () => {
    const old = await deployed(provider, "overlapping");
    await rotate("2");
    stack.project.write({ "store-is-down": "" });
    expect((await stack.project.up()).code).not.toBe(0);
    expect((await stack.project.refresh()).code).toBe(0);
    const told = await stack.project.up("--continue-on-error");
    expect(told.code).not.toBe(0);
    expect(live()).toContain(old);

    rmSync(join(stack.project.dir, "store-is-down"));
    const healed = await stack.project.up();
    expect(healed.code, healed.stdout).toBe(0);
    expect(live()).toHaveLength(1);
    await stack.project.setConfig({ "test:ignored": "true", "test:rotation": "3" });
    const ignored = await stack.project.up();
    expect(ignored.stdout).toContain(`CS4004: `);
    expect(live()).toHaveLength(2);
  });
});

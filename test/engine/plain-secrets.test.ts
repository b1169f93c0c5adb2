import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { expect, it } from "vitest";

const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair } = require("pulumi-commerce-services");
const own = new pulumi.Config("own");
new ApiKeyPair("one", { environment: "production", supplied: {
  publicKey: own.require("publicKey"), privateKey: own.requireSecret("key"),
} });
new ApiKeyPair("two", { environment: "production" });
`;

it("warns once of each secret that was set without --secret, whatever its name", async () => {
  // The keys are in clear on purpose.
  const stack = await createCommerce({
    program,
    showsKeys: true,
    account: { keyPolicy: "overlapping" },
  });
  const { project, emulator } = stack;
  const { publicKey, privateKey } = await emulator.issueKey("production");
  await project.setConfig({ "own:publicKey": publicKey }, { "own:key": privateKey });
  const well = await project.preview();
  expect([well.code, well.stdout]).toEqual([0, expect.not.stringContaining("CS1207")]);

  await project.setConfig({
    "own:key": privateKey,
    "commerce-services:portalToken": emulator.portalToken,
  });
  const { code, stdout } = await project.preview();
  expect(code).toBe(0);
  const warned = [...stdout.matchAll(/CS1207: (\S+) was set without --secret/g)];
  expect(new Set(warned.map(([, key]) => key))).toEqual(
    new Set(["own:key", "commerce-services:portalToken"]),
  );
  await stack.close();
});

import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { runCommand } from "commerce-services-testkit/process/command";
import { expect, it, onTestFinished } from "vitest";
import { reportSchema } from "../../provider/impact";
import { ruled } from "../unit/impact/support";

/** One pair, and a second one of the same environment when the configuration says so. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair } = require("pulumi-commerce-services");
new ApiKeyPair("key", { environment: "production" });
if (new pulumi.Config("test").getBoolean("second"))
  new ApiKeyPair("second", { environment: "production" });
`;

const report = async (project: { dir: string; env: NodeJS.ProcessEnv }) => {
  const bin = join(checkoutRoot(), "dist", "cli", "bin.js");
  const { stdout } = await runCommand(
    process.execPath,
    [bin, "impact", "--no-input", "--format", "json"],
    { cwd: project.dir, env: project.env },
  );
  return reportSchema.parse(JSON.parse(stdout));
};

it("a second pair in a delete-first account is said to be refused, and is", async () => {
  const { project, emulator, close } = await createCommerce({
    program,
    account: { keyPolicy: "delete-first" },
  });
  onTestFinished(close);
  expect(ruled(await report(project))).toEqual(["medium account-may-have-a-pair key"]);
  expect((await project.up()).code).toBe(0);
  await project.setConfig({ "test:second": "true" });
  expect(ruled(await report(project))).toEqual(["high second-pair-refused second"]);
  const { code, stdout } = await project.up();
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/CS3\d{3}: /);
  expect(emulator.keys().filter(({ status }) => status === "accepted")).toHaveLength(1);
});

it("a second pair in an exclusive account is said to end the first, and does", async () => {
  const { project, emulator, close } = await createCommerce({
    program,
    account: { keyPolicy: "exclusive" },
  });
  onTestFinished(close);
  expect((await project.up()).code).toBe(0);
  const [first] = emulator.keys();
  await project.setConfig({ "test:second": "true" });
  const { pairs, risks } = await report(project);
  expect(risks.map(({ level, rule, subject }) => `${level} ${rule} ${subject}`)).toEqual([
    "high account-pair-ends second",
  ]);
  expect(pairs[0]?.rollback.at(-1)?.text).toContain("does not bring back the account's other");
  expect((await project.up()).code).toBe(0);
  // The way back as the report has it: reverted, the first pair stays dead.
  await project.setConfig({ "test:second": "false" });
  expect((await project.up()).code).toBe(0);
  const accepted = emulator.keys().filter(({ status }) => status === "accepted");
  expect(accepted.map(({ publicKey }) => publicKey)).not.toContain(first?.publicKey);
});

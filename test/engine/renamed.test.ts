import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { programWithPairAndStore } from "commerce-services-testkit/commerce/withStore";
import type { ProviderKind } from "commerce-services-testkit/project/providerKind";
import { afterEach, expect, it } from "vitest";

let stack: Commerce;
afterEach(() => stack.close());

const live = () =>
  stack.emulator.keys("production").filter(({ status }) => status === "accepted").length;

/** An `up` with new keepers: the pair is replaced, and the old one deleted. */
async function rotate(to: string): Promise<void> {
  await stack.project.setConfig({ "test:rotation": to });
  const { code, stdout } = await stack.project.up();
  expect(code, stdout).toBe(0);
  expect(live()).toBe(1);
}

it.each<ProviderKind>(["dynamic", "native"])(
  "through the %s provider a pair is rotated and destroyed under the stack's new names, by a CLI that is not on PATH",
  async (provider) => {
    stack = await createCommerce({
      provider,
      program: programWithPairAndStore,
      account: { keyPolicy: "overlapping" },
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    });
    const { project } = stack;
    expect((await project.up()).code).toBe(0);

    await project.run(["stack", "rename", "live"]);
    await rotate("2026-11");

    await project.run(["stack", "rename", "organization/boutique/live"]);
    const file = join(project.dir, "Pulumi.yaml");
    project.write({ "Pulumi.yaml": readFileSync(file, "utf8").replace('"shop"', '"boutique"') });
    await project.run(["stack", "select", "live"]);
    await rotate("2026-12");

    await project.run(["stack", "rename", "last"]);
    const { code, stdout } = await project.destroy();
    expect(code, stdout).toBe(0);
    expect(live()).toBe(0);
  },
);

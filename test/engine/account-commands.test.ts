import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { standing } from "commerce-services-testkit/commerce/someoneElse";
import { runCommand } from "commerce-services-testkit/process/command";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({ account: { keyPolicy: "overlapping" } });
  expect((await stack.project.up()).code).toBe(0);
});
afterAll(() => stack.close());

const outputs = () => stack.project.outputs() as Promise<Record<string, string>>;
/** `commerce-services …` as a user runs it, in the program's folder. */
const command = (args: string[], input?: string) => {
  const { dir, env } = stack.project;
  const bin = join(checkoutRoot(), "dist/cli/bin.js");
  return runCommand(process.execPath, [bin, ...args], { cwd: dir, env, ...(input && { input }) });
};

describe("verify", () => {
  it("tries a pair from standard input and lists what it shows", async () => {
    const { publicKey = "", privateKey = "", projectId, liveId } = await outputs();
    const { code, stdout, stderr } = await command(
      ["verify", "-k", publicKey, "-f", "-"],
      privateKey,
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      `${publicKey} is accepted (production)\nMerchant ${stack.emulator.merchantId}\n`,
    );
    expect(stdout).toContain(`  Shop  ${projectId}\n`);
    expect(stdout).toContain(`    Production  Production  ${liveId}\n`);
  });

  it("says which half is wrong, and shows no key", async () => {
    const { publicKey = "" } = await outputs();
    const other = await stack.emulator.issueKey("sandbox");
    const wrong = await command(["verify", "-k", publicKey, "-f", "-"], other.privateKey);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("CS2021");
    expect(wrong.stdout + wrong.stderr).not.toContain(other.privateKey.slice(100, 140));
    const none = await command(["verify"]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("CS6023")]);
  });
});

describe("revoke", () => {
  it("only says what would stop, until it is told to do it", async () => {
    const { publicKey = "", privateKey = "" } = await outputs();
    const { code, stdout } = await command(["revoke", publicKey]);
    expect(code).toBe(2);
    expect(stdout).toContain(
      `Stores of this stack that stop with ${publicKey}: shop, shop-staging\n`,
    );
    expect(stdout).toContain("Nothing has been removed.");
    expect(
      await standing(stack.emulator, { environment: "production", publicKey, privateKey }),
    ).toBe("accepted");
  });

  it("removes the pair at the portal and proves it refused; the next up heals the stack", async () => {
    const { publicKey = "", privateKey = "" } = await outputs();
    const { code, stdout, stderr } = await command(["revoke", publicKey, "--yes"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`Removed at the portal.\n${publicKey} is refused.\n`);
    expect(
      await standing(stack.emulator, { environment: "production", publicKey, privateKey }),
    ).toBe("unknown");

    expect((await stack.project.refresh()).code).toBe(0);
    expect((await stack.project.up()).code).toBe(0);
    const after = await outputs();
    expect(after).toMatchObject({ status: "accepted" });
    expect(after.publicKey).not.toBe(publicKey);
    const again = await command(["revoke", publicKey, "--yes"]);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("nothing to do")]);
  });

  it("names the page for a pair that no call can remove, and waits until a person has", async () => {
    const pair = await stack.emulator.issueKey("production");
    await stack.project.run(["config", "rm", "commerce-services:portalUrl"]);
    const tooLate = await command(["revoke", pair.publicKey, "--yes", "--wait", "1s"]);
    expect([tooLate.code, tooLate.stderr]).toEqual([
      1,
      expect.stringContaining(`CS6024: ${pair.publicKey} still works: nobody has deleted it in 1s`),
    ]);
    const since = stack.emulator.calls().at(-1)?.sequence;
    const revoked = command(["revoke", pair.publicKey, "--yes"]);
    const probes = () =>
      stack.emulator.calls(since).filter((call) => call.publicKey === pair.publicKey);
    while (probes().length < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    stack.emulator.deleteKey(pair.publicKey);
    const { code, stdout } = await revoked;
    expect(code).toBe(0);
    expect(stdout).toContain(
      `Delete ${pair.publicKey} now at https://account.magento.com/apiportal/index/index/`,
    );
    expect(stdout).toContain(`${pair.publicKey} is refused.`);
  });
});

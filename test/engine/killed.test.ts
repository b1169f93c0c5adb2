import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { standing } from "commerce-services-testkit/commerce/someoneElse";
import { killTree } from "commerce-services-testkit/process/processId";
import { tokenUnderTest } from "commerce-services-testkit/project/providerKind";
import { mendSidecar } from "commerce-services-testkit/project/sidecar";
import { expect, it } from "vitest";
import { clientToken, clientTokenBase } from "../../provider/resources/apiKeyPair/clientToken";

it.each(["exclusive", "overlapping", "delete-first"] as const)(
  "recognises the orphan of a run that was killed before the engine recorded the pair (%s)",
  async (keyPolicy) => {
    const { project, emulator, close } = await createCommerce({ account: { keyPolicy } });
    // The proof hangs, so the pair exists and its private key is in the provider's memory alone.
    emulator.faults.add({ operation: "ping", effect: { kind: "latency", ms: 60_000 } });
    const { pid, done } = project.start(["up", "--yes", "--skip-preview"]);
    while (emulator.keys().length === 0) await delay(20);
    killTree(pid);
    await done;
    const [orphan] = emulator.keys();
    emulator.faults.clear();

    expect((await project.cancel()).code).toBe(0);
    const { code, stdout } = await project.up();
    expect(stdout).toContain(`CS5007: removed ${orphan?.publicKey}`);
    expect(code).toBe(0);
    const { publicKey } = (await project.outputs()) as Record<string, string>;
    const live = emulator.keys().filter(({ status }) => status === "accepted");
    expect(live.map((key) => key.publicKey)).toEqual([publicKey]);
    expect(publicKey).not.toBe(orphan?.publicKey);
    await close();
  },
);

it("leaves a pair of the same token alone once somebody has used it, and names it", async () => {
  const { project, emulator, close } = await createCommerce({
    account: { keyPolicy: "overlapping" },
    config: { "commerce-services:verifyTimeout": "1s" },
  });
  // As a clone of this stack would have made it, in a backend that this one can't see.
  const urn = `urn:pulumi:test::shop::${tokenUnderTest("ApiKeyPair")}::key`;
  const identity = { environment: "production", keepers: { rotation: "1" } } as const;
  const token = clientToken(clientTokenBase(urn, identity), 1);
  const theirs = await emulator.issueKey("production", "theirs", { clientToken: token });
  emulator.clock.advance(60_000);
  expect(await standing(emulator, { environment: "production", ...theirs })).toBe("accepted");

  const { code, stdout } = await project.up();
  expect(code).toBe(0);
  expect(stdout).toContain(`CS5006: left ${theirs.publicKey} alone`);
  expect(await standing(emulator, { environment: "production", ...theirs })).toBe("accepted");
  expect(emulator.keys()).toHaveLength(2);
  await close();
});

it("goes on without the sidecar file that a kill in the engine's own writing leaves empty", async () => {
  const { project, close } = await createCommerce();
  await project.up();
  truncateSync(`${project.stateFile}.attrs`);

  expect((await project.up()).stderr).toContain("failed to load checkpoint: EOF");
  expect(mendSidecar(project.stateFile)).toBe(true);
  expect(await project.up()).toMatchObject({ code: 0 });
  expect(mendSidecar(project.stateFile)).toBe(false);
  await close();
});

it("goes on after a cancel, where a kill has left the engine's own lock half-written", async () => {
  const { project, close } = await createCommerce();
  mkdirSync(project.lock, { recursive: true });
  writeFileSync(join(project.lock, "b0c8cd8a.json.18ba2f3c.tmp"), "");

  expect(project.isLocked()).toBe(false);
  expect((await project.up()).stderr).toContain("unexpected end of JSON input");
  expect((await project.cancel()).code).toBe(0);
  expect(await project.up()).toMatchObject({ code: 0 });
  await close();
});

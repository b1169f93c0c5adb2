import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { standing } from "commerce-services-testkit/commerce/someoneElse";
import { describe, expect, it } from "vitest";

/** The order of steps under each policy, and what the row of the pair says before. */
const policies = {
  overlapping: {
    warning: "CS5002",
    steps: [
      "create-replacement key",
      "replace key",
      "update project",
      "update live",
      "update staging",
      "delete-replaced key",
    ],
    order: ["keys.create", "keys.delete"],
  },
  exclusive: {
    warning: "CS5001",
    steps: [
      "create-replacement key",
      "replace key",
      "update project",
      "update live",
      "update staging",
      "delete-replaced key",
    ],
    order: ["keys.create", "keys.delete"],
  },
  "delete-first": {
    warning: "CS5003",
    steps: [
      "delete-replaced key",
      "replace key",
      "create-replacement key",
      "update project",
      "update live",
      "update staging",
    ],
    order: ["keys.delete", "keys.create"],
  },
} as const;

/** Data spaces are updated side by side: their order is not promised. */
const inOrder = (steps: readonly string[]) =>
  [...steps].sort((a, b) => (isDataSpace(a) && isDataSpace(b) ? a.localeCompare(b) : 0));
const isDataSpace = (step: string) => /(live|staging)$/.test(step);

describe.each(Object.entries(policies))(
  "a rotation in an account that is %s",
  (keyPolicy, expected) => {
    it("is announced on the pair's row, carried out in that order, and ends with one live pair", async () => {
      const policy = keyPolicy as keyof typeof policies;
      const { project, emulator, close } = await createCommerce({ account: { keyPolicy: policy } });
      expect((await project.up()).code).toBe(0);
      const before = (await project.outputs()) as Record<string, string>;
      await project.setConfig({ "test:rotation": "2" });

      const plan = await project.previewJson("--show-replacement-steps");
      const steps = plan.steps
        .filter(({ op }) => op !== "same")
        .map(({ op, name }) => `${op} ${name}`);
      expect(inOrder(steps)).toEqual(inOrder(expected.steps));
      // One warning a row: on the pair's, and on that of each that changes because of it.
      const said = plan.diagnostics.map(({ urn, message }) => {
        const [code] = /CS\d{4}/.exec(message) ?? [];
        expect(message).toContain(before.publicKey);
        expect(message).toContain(`(keyPolicy ${policy})`);
        return `${code} ${urn?.split("::").at(-1)}`;
      });
      expect(said.sort()).toEqual(
        [`${expected.warning} key`, "CS5026 live", "CS5026 staging", "CS5027 project"].sort(),
      );

      const since = emulator.calls().at(-1)?.sequence ?? 0;
      const up = await project.up();
      expect([up.code, up.stderr]).toEqual([0, ""]);
      const calls = emulator.calls(since);
      const changes = calls.filter(({ operation }) => /^keys\.(create|delete)$/.test(operation));
      expect(changes.map(({ operation }) => operation)).toEqual(expected.order);

      const after = (await project.outputs()) as Record<string, string>;
      expect(after.publicKey).not.toBe(before.publicKey);
      expect(after).toMatchObject({ liveId: before.liveId, projectId: before.projectId });
      const live = emulator.keys("production").filter(({ status }) => status === "accepted");
      expect(live.map(({ publicKey }) => publicKey)).toEqual([after.publicKey]);
      for (const [outputs, standsNow] of [
        [before, "unknown"],
        [after, "accepted"],
      ] as const) {
        const { publicKey = "", privateKey = "" } = outputs;
        expect(await standing(emulator, { environment: "production", publicKey, privateKey })).toBe(
          standsNow,
        );
        expect(project.grepEverywhere(privateKey)).toEqual([]);
      }
      // The deletion is proven: a last signed call with the old pair was refused.
      expect(
        calls.some(
          (call) => call.publicKey === before.publicKey && call.outcome === "client-id-invalid",
        ),
      ).toBe(true);
      await close();
    });
  },
);

it("refuses to issue when the portal's account has another policy than the stack", async () => {
  const { project, emulator, close } = await createCommerce({
    account: { keyPolicy: "overlapping" },
    config: { "commerce-services:keyPolicy": "exclusive" },
  });
  const { code, stdout } = await project.up();
  expect(code).not.toBe(0);
  expect(stdout).toContain(
    "CS4102: commerce-services:keyPolicy is exclusive, but the portal's account says overlapping",
  );
  expect(emulator.keys()).toEqual([]);
  await close();
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { resourcesNamed } from "../../engine/harness";
import { createCommerce } from "../../engine/stack/commerce";
import { record } from "../record";

/** Edits of the program's knobs and what people do, in random order, on the genuine CLI. */
type Step = "rotate" | "roll back" | "rename" | "relabel" | "delete outside" | "refresh";
const step = fc.constantFrom<Step>(
  "rotate",
  "roll back",
  "rename",
  "relabel",
  "delete outside",
  "refresh",
);
const sequences = Number(process.env.GENUINE_SEQUENCES ?? 30);

it(`${sequences} random sequences through the genuine CLI leave stack and account agreeing`, {
  timeout: 36_000_000,
}, async () => {
  let steps = 0;
  const policies = fc.constantFrom("exclusive", "overlapping", "delete-first" as const);
  await fc.assert(
    fc.asyncProperty(
      policies,
      fc.array(step, { minLength: 1, maxLength: 4 }),
      async (keyPolicy, drawn) => {
        const { project, emulator, close } = await createCommerce({ account: { keyPolicy } });
        try {
          expect((await project.up()).code).toBe(0);
          let turn = 0;
          for (const one of drawn) {
            steps++;
            turn++;
            if (one === "rotate") await project.setConfig({ "test:rotation": String(turn + 1) });
            if (one === "roll back") await project.setConfig({ "test:rotation": "1" });
            if (one === "rename") await project.setConfig({ "test:projectName": `Shop ${turn}` });
            if (one === "relabel") await project.setConfig({ "test:label": `label ${turn}` });
            if (one === "delete outside") {
              emulator.deleteKey(String(resourcesNamed(project.state(), "key")[0]?.id));
            }
            if (one === "refresh" || one === "delete outside") {
              expect((await project.refresh()).code).toBe(0);
            }
            const { code, stdout, stderr } = await project.up();
            expect(code, stdout + stderr).toBe(0);
            const { publicKey } = (await project.outputs()) as Record<string, string>;
            const live = emulator.keys().filter(({ status }) => status === "accepted");
            expect(live.map((key) => key.publicKey)).toEqual([publicKey]);
          }
          const { changeSummary } = await project.previewJson();
          expect(Object.keys(changeSummary)).toEqual(["same"]);
        } finally {
          await close();
        }
      },
    ),
    { numRuns: sequences, seed: Number(process.env.MODEL_SEED ?? 20_261_121), endOnFailure: true },
  );
  record("model, genuine CLI", { sequences, steps });
});

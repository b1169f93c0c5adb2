import { expect, it } from "vitest";
import { record } from "../soak/record";
import { checkSequences } from "./check";
import { World } from "./world";

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/** `MODEL_SEED=… npx vitest run test/model` draws other sequences; a failure prints seed and path. */
it("no sequence of edits, runs, crashes and interference breaks an invariant", {
  timeout: 36_000_000,
}, async () => {
  const world = await World.open();
  const sequences = number("MODEL_SEQUENCES", 2_000);
  const { actions, seed } = await checkSequences(world, {
    sequences,
    seed: number("MODEL_SEED", 20_261_121),
    ...(process.env.MODEL_PATH && { path: process.env.MODEL_PATH }),
  });
  await world.close();
  record("model", { sequences, actions, seed });
  expect(actions).toBeGreaterThan(sequences);
});

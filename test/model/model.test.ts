import { expect, it } from "vitest";
import { record } from "../soak/record";
import { checkSequences, replayed } from "./check";
import { inProcess } from "./inProcess";
import { World } from "./world";

/** `MODEL_SEED=… npx vitest run test/model` draws other sequences; a failure prints seed and path. */
it("no sequence of edits, runs, crashes and interference breaks an invariant", {
  timeout: 36_000_000,
}, async () => {
  const world = await World.open(inProcess);
  const sequences = Number(process.env.MODEL_SEQUENCES ?? 2_000);
  const { actions, seed } = await checkSequences(world, { sequences, ...replayed() });
  await world.close();
  record("model", { sequences, actions, seed });
  expect(actions).toBeGreaterThan(sequences);
});

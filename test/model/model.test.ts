import { record } from "commerce-services-testkit/proof";
import { expect, it } from "vitest";
import { checkSequences, replayed } from "./check";
import { inProcess } from "./inProcess";
import { World } from "./world";

const { seed: first, ...replay } = replayed();
const sequences = replay.path ? 1 : Number(process.env.MODEL_SEQUENCES ?? 2_000);
/** A round draws with the seed after the last one's, and leaves its own figures. */
const seeds = Array.from({ length: Number(process.env.MODEL_ROUNDS ?? 1) }, (_, at) => first + at);

/** `MODEL_SEED=… npx vitest run test/model` draws other sequences; a failure prints what replays it. */
it.each(seeds)(
  "no sequence of edits, runs, crashes and interference breaks an invariant (%i)",
  {
    timeout: 36_000_000,
  },
  async (seed) => {
    const world = await World.open(inProcess);
    const { actions } = await checkSequences(world, { sequences, seed, ...replay });
    await world.close();
    record(`model, seed ${seed}`, { sequences, actions });
    expect(actions).toBeGreaterThan(sequences);
  },
);

import fc from "fast-check";
import { policies } from "../crash/operations";
import { type Action, action } from "./actions";
import type { World } from "./world";

/** One action as fast-check runs and prints it. What an action needs, it looks for itself. */
class Step implements fc.AsyncCommand<object, World> {
  constructor(readonly action: Action) {}
  check = () => true;
  run = (_: object, world: World) => world.act(this.action);
  toString = () => JSON.stringify(this.action);
}

const sequence = fc.commands([action.map((one) => new Step(one))], { maxCommands: 9 });

/**
 * Runs so many random sequences of actions, and shrinks one that breaks an invariant. The seed is
 * in the failure's text: give it, and the path beside it, to see that very sequence again.
 */
export async function checkSequences(
  world: World,
  { sequences, ...replay }: { sequences: number; seed?: number; path?: string },
): Promise<{ actions: number; seed: number }> {
  let actions = 0;
  const seed = replay.seed ?? 0x5eed;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...policies), sequence, async (policy, commands) => {
      await world.start(policy);
      actions += [...commands].length;
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
    }),
    { numRuns: sequences, ...replay, seed },
  );
  return { actions, seed };
}

import fc from "fast-check";
import { policies } from "../crash/operations";
import { type Action, actionOf } from "./actions";
import type { World } from "./world";

/** One action as fast-check runs and prints it. What an action needs, it looks for itself. */
class Step implements fc.AsyncCommand<object, World> {
  constructor(readonly action: Action) {}
  check = () => true;
  run = (_: object, world: World) => world.act(this.action);
  toString = () => JSON.stringify(this.action);
}

export interface Draw {
  readonly sequences: number;
  readonly seed: number;
  /** Of a failure, both: replays that very sequence. */
  readonly path?: string;
  readonly replayPath?: string;
  /** How many actions a sequence has at most. Default 9. */
  readonly longest?: number;
  /** Default: a failing sequence is made smaller until it can't be. */
  readonly isShrunk?: boolean;
}

/** What to draw, by environment: MODEL_SEED; MODEL_PATH and MODEL_REPLAY as a failure prints them. */
export const replayed = (): Pick<Draw, "seed" | "path" | "replayPath"> => {
  const { MODEL_SEED, MODEL_PATH: path, MODEL_REPLAY: replayPath } = process.env;
  return {
    seed: Number(MODEL_SEED ?? 20_261_121),
    ...(path && { path }),
    ...(replayPath && { replayPath }),
  };
};

/**
 * Runs so many random sequences of actions, and shrinks one that breaks an invariant. The seed is
 * in the failure's text: give it, the path beside it and the replayPath at the sequence's end, to
 * see that very sequence again.
 */
export async function checkSequences(
  world: World,
  { sequences, longest = 9, isShrunk = true, replayPath, ...replay }: Draw,
): Promise<{ actions: number; seed: number }> {
  const step = actionOf(world.bench.cuts).map((one) => new Step(one));
  let actions = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...policies),
      fc.commands([step], { maxCommands: longest, ...(replayPath && { replayPath }) }),
      async (policy, commands) => {
        await world.start(policy);
        actions += [...commands].length;
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      },
    ),
    { numRuns: sequences, endOnFailure: !isShrunk, ...replay },
  );
  return { actions, seed: replay.seed };
}

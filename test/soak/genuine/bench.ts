import { knobs } from "commerce-services-testkit/inProcess/program";
import type { Bench, Witness } from "../../model/bench";
import { kills } from "./killedAt";
import { GenuineStack } from "./stack";

/**
 * Stacks of the genuine CLI, each with a project, a backend and an account of its own.
 *
 * "Killed after the answer" is no moment of its own here: from there to the next call, or to the
 * engine, nothing can be seen from outside. A call is delivered twice by test/crash alone.
 */
export async function genuineCli(witness: Witness): Promise<Bench> {
  let last: GenuineStack | undefined;
  const end = async () => {
    await last?.close();
    last = undefined;
  };
  return {
    cuts: [
      ...kills,
      "the answer lost on its way",
      "the answer broken off",
      "a storm of 429",
      "the service down from here on",
    ],
    close: end,
    async start(policy) {
      await end();
      last = await GenuineStack.open(policy, (call, reply) => witness(call, reply));
      const failures = await last.up(knobs);
      if (failures.length > 0) throw new Error(failures.join("\n"));
      return last;
    },
  };
}

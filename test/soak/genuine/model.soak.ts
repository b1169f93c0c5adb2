import { record } from "commerce-services-testkit/proof";
import { expect, it } from "vitest";
import { checkSequences, replayed } from "../../model/check";
import { World } from "../../model/world";
import { genuineCli } from "./bench";

const sequences = Number(process.env.GENUINE_SEQUENCES ?? 30);

/** The very model of test/model, its actions and invariants, on the genuine engine. */
it(`${sequences} sequences on the genuine CLI break no invariant`, {
  timeout: 36_000_000,
}, async () => {
  const world = await World.open(genuineCli);
  const draw = { sequences, longest: 7, isShrunk: false, ...replayed() };
  const { actions, seed } = await checkSequences(world, draw);
  await world.close();
  record("model, genuine CLI", { sequences, actions, seed });
  expect(actions).toBeGreaterThan(sequences);
});

import type { KeyPolicy } from "commerce-services-emulator";
import fc from "fast-check";
import type { Cut } from "../crash/cuts";
import { policies } from "../crash/operations";

/** What people, programs and misfortune do to a stack. */
export type Action =
  | { readonly kind: "up" }
  | { readonly kind: "refresh and up" }
  | { readonly kind: "refresh" }
  /** An edit of the program, not yet carried out. */
  | { readonly kind: "rotate"; readonly to: string }
  | { readonly kind: "roll back" }
  | { readonly kind: "rename"; readonly to: string }
  | { readonly kind: "rebind"; readonly to: string }
  | { readonly kind: "drop or declare staging" }
  /** A run that ends, or is disturbed, at its n-th boundary. */
  | { readonly kind: "disturbed up"; readonly cut: Cut; readonly nth: number }
  | { readonly kind: "up --target key" }
  | { readonly kind: "up --continue-on-error" }
  | { readonly kind: "somebody deletes the pair" }
  | { readonly kind: "somebody tidies the portal" }
  /** The same program brought up from a backend that knows nothing of this one. */
  | { readonly kind: "a clone comes up" }
  | { readonly kind: "the store fails"; readonly isDown: boolean }
  | { readonly kind: "time passes"; readonly ms: number }
  | { readonly kind: "the account's policy becomes"; readonly policy: KeyPolicy };

const one = <const K extends Action["kind"]>(kind: K) => fc.constant({ kind } as const);

/**
 * Runs are what everything comes down to, so they are drawn most often.
 *
 * @param cuts how a run can be disturbed
 */
export const actionOf = (cuts: readonly Cut[]): fc.Arbitrary<Action> =>
  fc.oneof(
    { weight: 6, arbitrary: one("up") },
    { weight: 3, arbitrary: one("refresh and up") },
    { weight: 1, arbitrary: one("refresh") },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("rotate" as const),
        to: fc.constantFrom("1", "2", "3"),
      }),
    },
    { weight: 2, arbitrary: one("roll back") },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("rename" as const),
        to: fc.constantFrom("Shop", "Outlet"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("rebind" as const),
        to: fc.constantFrom("Testing 1", "Testing 2"),
      }),
    },
    { weight: 1, arbitrary: one("drop or declare staging") },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("disturbed up" as const),
        cut: fc.constantFrom(...cuts),
        nth: fc.integer({ min: 1, max: 14 }),
      }),
    },
    { weight: 1, arbitrary: one("up --target key") },
    { weight: 1, arbitrary: one("up --continue-on-error") },
    { weight: 2, arbitrary: one("somebody deletes the pair") },
    { weight: 1, arbitrary: one("somebody tidies the portal") },
    { weight: 1, arbitrary: one("a clone comes up") },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("the store fails" as const), isDown: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("time passes" as const),
        ms: fc.constantFrom(1_000, 60_000, 86_400_000),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("the account's policy becomes" as const),
        policy: fc.constantFrom(...policies),
      }),
    },
  );

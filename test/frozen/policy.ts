import type { KeyPolicy } from "./emulator";
import type { Properties } from "./provider";

type Environment = "production" | "sandbox";

/** One line of the table: the pair that a stack has, the one that it asks for, and the account. */
export interface Case {
  readonly policy: KeyPolicy;
  readonly old: "issued" | "supplied";
  readonly status: "accepted" | "refused";
  readonly next: "issued" | "supplied" | "as it is";
  readonly environment: "the same" | "the other";
}

/** The whole table of one account. */
export function casesOf(policy: KeyPolicy): Case[] {
  const cases: Case[] = [];
  for (const old of ["issued", "supplied"] as const)
    for (const status of ["accepted", "refused"] as const) {
      for (const next of ["issued", "supplied"] as const)
        for (const environment of ["the same", "the other"] as const)
          cases.push({ policy, old, status, next, environment });
      cases.push({ policy, old, status, next: "as it is", environment: "the same" });
    }
  return cases;
}

export const nameOf = ({ policy, old, status, next, environment }: Case) =>
  `${policy}: ${old} and ${status}, next ${next}, ${environment} environment`;

export const OLD_ENVIRONMENT: Environment = "production";

/** What the program declares next. `supplied` is another pair than the old one. */
export function declaredNext(
  { next, environment }: Case,
  old: Properties,
  supplied: Properties,
): Properties {
  if (next === "as it is") return old;
  const its = environment === "the same" ? OLD_ENVIRONMENT : "sandbox";
  return next === "supplied"
    ? { environment: its, label: "pair", supplied }
    : { environment: its, label: "pair", keepers: { rotation: "2" } };
}

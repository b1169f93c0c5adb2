import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newAccount } from "../src/account/accounts";
import type { Account } from "../src/rules/account";
import {
  deleteKey,
  gatewayAccepts,
  isListed,
  isLive,
  issueKey,
  type KeyRecord,
  onNewKey,
  stateOf,
} from "../src/rules/keys";
import { initializeProject } from "../src/rules/projects";
import { ENVIRONMENTS, KEY_POLICIES } from "../src/rules/terms";

/** The rules are plain functions, so their laws are tried on sequences that no service would see. */

type Step =
  | {
      readonly do: "issue";
      readonly environment: (typeof ENVIRONMENTS)[number];
      readonly token: number | null;
    }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "policy"; readonly to: (typeof KEY_POLICIES)[number] };

const environment = fc.constantFrom(...ENVIRONMENTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("issue" as const),
      environment,
      token: fc.option(fc.nat(3)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("policy" as const),
      to: fc.constantFrom(...KEY_POLICIES),
    }),
  },
);

const start = fc.record({
  keyPolicy: fc.constantFrom(...KEY_POLICIES),
  propagation: fc.record({ newKeyMs: fc.nat(20), deletedKeyMs: fc.nat(20) }),
});

/** Walks the steps and shows every moment to `look`. */
function walk(
  settings: Partial<Account>,
  steps: readonly Step[],
  look: (
    keys: readonly KeyRecord[],
    now: number,
    account: Account,
    issued: KeyRecord | null,
  ) => void,
): void {
  let account = newAccount("MAG005500000", settings);
  let now = 0;
  const keys = new Map<string, KeyRecord>();
  for (const [index, action] of steps.entries()) {
    let issued: KeyRecord | null = null;
    if (action.do === "wait") now += action.ms;
    else if (action.do === "policy") account = { ...account, keyPolicy: action.to };
    else if (action.do === "delete") {
      const outcome = deleteKey(account, [...keys.values()][action.which], now);
      if (outcome.ok) keys.set(outcome.value.publicKey, outcome.value);
    } else {
      const clientToken = action.token === null ? null : `t-${action.token}`;
      const request = { environment: action.environment, label: "x", clientToken };
      const made = { publicKey: `k-${index}`, verifier: "PEM" };
      const outcome = issueKey(account, [...keys.values()], request, made, now);
      if (outcome.ok) {
        issued = outcome.value.key;
        for (const key of [...outcome.value.superseded, issued]) keys.set(key.publicKey, key);
      }
    }
    look([...keys.values()], now, account, issued);
  }
}

const law = (look: () => Parameters<typeof walk>[2]) =>
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 40 }), (settings, steps) =>
      walk(settings, steps, look()),
    ),
    { numRuns: 2_000 },
  );

describe("the laws of keys", () => {
  it("no client token ever has two live pairs", () => {
    law(() => (keys) => {
      const tokens = keys.filter(isLive).flatMap(({ clientToken }) => clientToken ?? []);
      expect(new Set(tokens).size).toBe(tokens.length);
    });
  });

  it("after a pair is made, only under `overlapping` does another of its environment live", () => {
    law(() => (keys, _, account, issued) => {
      if (!issued || account.keyPolicy === "overlapping") return;
      const live = keys.filter((key) => isLive(key) && key.environment === issued.environment);
      expect(live).toEqual([issued]);
    });
  });

  it("a pair the gateway has refused after its end is never accepted again", () => {
    law(() => {
      const dead = new Set<string>();
      return (keys, now) => {
        for (const key of keys) {
          const accepted = gatewayAccepts(key, now);
          if (dead.has(key.publicKey)) expect(accepted).toBe(false);
          if (key.end && !accepted && now >= key.acceptedFrom) dead.add(key.publicKey);
        }
      };
    });
  });

  it("the state that is shown agrees with what the gateway does", () => {
    law(() => (keys, now) => {
      for (const key of keys) {
        const { state } = stateOf(key, now);
        if (state === "accepted") expect(gatewayAccepts(key, now)).toBe(true);
        if (state === "pending" || state === "refused")
          expect(gatewayAccepts(key, now)).toBe(false);
        expect(state === "deleted").toBe(!isListed(key));
      }
    });
  });

  it("the three policies do three things", () => {
    expect(onNewKey).toEqual({
      exclusive: "supersede",
      overlapping: "keep",
      "delete-first": "refuse",
    });
  });
});

describe("the law of projects", () => {
  it("an account never initialises more than its limit, nor one gateway's for the other", () => {
    const wishes = fc.array(environment, { maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(4), wishes, (maxProjects, environments) => {
        const account = newAccount("MAG005500000", { maxProjects });
        const made: Parameters<typeof initializeProject>[1][number][] = [];
        for (const [index, wanted] of environments.entries()) {
          const id = () => `${index}-${Math.random()}`;
          const outcome = initializeProject(
            account,
            made,
            { name: "x", environment: wanted },
            id,
            0,
          );
          if (outcome.ok) made.push(outcome.value.project);
        }
        for (const wanted of ENVIRONMENTS) {
          const asked = environments.filter((other) => other === wanted).length;
          const got = made.filter((project) => project.environment === wanted).length;
          expect(got).toBe(Math.min(asked, maxProjects));
        }
      }),
    );
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { newAccount } from "../../../emulator/src/account/accounts";
import {
  deleteKey,
  gatewayAccepts,
  issueKey,
  type KeyRecord,
} from "../../../emulator/src/rules/keys";
import type { Environment } from "../../../provider/domain/keyPair";
import {
  deletesFirst,
  type IssuedOrSupplied,
  isKeyPolicy,
  KEY_POLICIES,
  type KeyPolicy,
  keepsBoth,
  pairEnd,
  stopsOthers,
  takesNoSecond,
  type WorkingPairEnd,
} from "../../../provider/domain/keyPolicy";

const ISSUERS = ["portal", "supplied"] as const;
const root = join(__dirname, "../../..");

/** Every replacement there is: under each policy, by who makes either pair, and where it is. */
const cases = KEY_POLICIES.flatMap((policy) =>
  ISSUERS.flatMap((was) =>
    ISSUERS.flatMap((becomes) =>
      (["production", "sandbox"] as const).map((moves) => {
        const old = { issuer: was, environment: "production" } as const;
        const next = { issuer: becomes, environment: moves } as const;
        return { policy, old, next };
      }),
    ),
  ),
);

const named = ({ issuer }: IssuedOrSupplied) => (issuer === "portal" ? "issued" : "supplied");

describe("what the README says of each policy", () => {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const rows = [
    ...text.matchAll(/^\| `([a-z-]+)`(?: \(default\))? \| (.*) \| (.*) \| (.*) \|$/gm),
  ].map(([, policy, making, order, interruption]) => ({ policy, making, order, interruption }));
  const rowOf = (policy: KeyPolicy) => {
    const row = rows.find((one) => one.policy === policy);
    if (!row) throw new Error(`the README has no row for ${policy}`);
    return row;
  };

  it.each(KEY_POLICIES)("holds for %s", (policy) => {
    const { making, order, interruption } = rowOf(policy);
    expect(stopsOthers(policy)).toBe(making === "the old one stops at once");
    expect(keepsBoth(policy)).toBe(making === "both work");
    expect(takesNoSecond(policy)).toBe(making === "refused while the old one exists");
    expect(deletesFirst(policy)).toBe(order === "delete, make, prove, give");
    const begins = {
      none: "after dependants",
      "from the step that makes the new pair until each store has it": "at creation",
      "from the step that deletes until each store has the new pair": "before creation",
    }[interruption ?? ""];
    const issued = { issuer: "portal", environment: "production" } as const;
    expect(pairEnd(policy, issued, issued)).toBe(begins);
  });

  it("knows no other policy", () => {
    const policies = rows.map(({ policy }) => policy).filter((name) => isKeyPolicy(name));
    expect(policies).toEqual([...KEY_POLICIES]);
    for (const other of ["", "Exclusive", "delete first", undefined, null, 1])
      expect(isKeyPolicy(other)).toBe(false);
  });
});

/**
 * Written by hand from what the README says of the policies and of who deletes which pair: a person makes
 * and deletes supplied pairs at the portal, and a run those that are issued.
 */
const written: Readonly<Record<string, WorkingPairEnd>> = {
  "exclusive, issued to issued": "at creation",
  "exclusive, issued to supplied": "in the portal",
  "exclusive, supplied to issued": "at creation",
  "exclusive, supplied to supplied": "in the portal",
  "exclusive, issued to issued elsewhere": "after dependants",
  "exclusive, issued to supplied elsewhere": "after dependants",
  "exclusive, supplied to issued elsewhere": "by a person",
  "exclusive, supplied to supplied elsewhere": "by a person",
  "overlapping, issued to issued": "after dependants",
  "overlapping, issued to supplied": "after dependants",
  "overlapping, supplied to issued": "by a person",
  "overlapping, supplied to supplied": "by a person",
  "overlapping, issued to issued elsewhere": "after dependants",
  "overlapping, issued to supplied elsewhere": "after dependants",
  "overlapping, supplied to issued elsewhere": "by a person",
  "overlapping, supplied to supplied elsewhere": "by a person",
  "delete-first, issued to issued": "before creation",
  "delete-first, issued to supplied": "in the portal",
  "delete-first, supplied to issued": "blocked",
  "delete-first, supplied to supplied": "in the portal",
  "delete-first, issued to issued elsewhere": "before creation",
  "delete-first, issued to supplied elsewhere": "before creation",
  "delete-first, supplied to issued elsewhere": "by a person",
  "delete-first, supplied to supplied elsewhere": "by a person",
};

const nameOf = ({ policy, old, next }: (typeof cases)[number]) =>
  `${policy}, ${named(old)} to ${named(next)}${old.environment === next.environment ? "" : " elsewhere"}`;

it("ends the old pair in each of 24 replacements as a table written by hand says", () => {
  const found = cases.map((one) => [nameOf(one), pairEnd(one.policy, one.old, one.next)]);
  expect(Object.fromEntries(found)).toEqual(written);
});

it.each([
  ["of the old pair", { issuer: "portal", environment: undefined }, "production"],
  ["of the new pair", { issuer: "portal", environment: "production" }, undefined],
] as const)("takes an environment that is not known, %s, for the same one", (_, old, where) => {
  const next = { issuer: "portal", environment: where } as const;
  expect(pairEnd("exclusive", old, next)).toBe("at creation");
});

describe("what the emulator's account does with the old pair", () => {
  it.each(cases.map((one) => [nameOf(one), one] as const))("%s", (_, { policy, old, next }) => {
    expect(pairEnd(policy, old, next)).toBe(endAtEmulator(policy, old, next));
  });
});

/**
 * Carries the replacement out with the emulator's rules, and looks after each act whether its
 * gateway still accepts the old pair. Here is decided only who acts when; never what a policy does.
 */
function endAtEmulator(
  keyPolicy: KeyPolicy,
  old: IssuedOrSupplied,
  next: IssuedOrSupplied,
): WorkingPairEnd {
  const portal = new Portal(keyPolicy);
  portal.issue("old", "production");
  if (next.issuer === "supplied") {
    // A person makes the new one before the run, and makes room for it where the portal demands it.
    if (!portal.issue("new", next.environment)) {
      portal.remove("old");
      portal.issue("new", next.environment);
    }
    if (!portal.accepts("old")) return "in the portal";
  }
  // The engine is told the order before it knows where the new pair will be.
  const refusesSecond = !new Portal(keyPolicy, portal.keys).wouldIssueBeside("production");
  if (old.issuer === "portal" && refusesSecond) {
    portal.remove("old");
    return "before creation";
  }
  if (next.issuer === "portal") {
    if (!portal.issue("new", next.environment)) return "blocked";
    if (!portal.accepts("old")) return "at creation";
  }
  expect([portal.accepts("old"), portal.accepts("new")]).toEqual([true, true]);
  return old.issuer === "portal" ? "after dependants" : "by a person";
}

class Portal {
  readonly #account;

  constructor(
    keyPolicy: KeyPolicy,
    readonly keys: Map<string, KeyRecord> = new Map(),
  ) {
    this.#account = newAccount("MAG005500000", {
      keyPolicy,
      propagation: { newKeyMs: 0, deletedKeyMs: 0 },
    });
  }

  /** Whether the portal makes the pair. */
  issue(publicKey: string, environment: Environment | undefined): boolean {
    if (environment === undefined) throw new Error("the portal is told an environment");
    const request = { environment, label: publicKey, clientToken: null };
    const made = { publicKey, verifier: "" };
    const answer = issueKey(this.#account, [...this.keys.values()], request, made, 1);
    if (!answer.ok) return false;
    for (const key of [answer.value.key, ...answer.value.superseded])
      this.keys.set(key.publicKey, key);
    return true;
  }

  remove(publicKey: string): void {
    const answer = deleteKey(this.#account, this.keys.get(publicKey), 1);
    if (!answer.ok) throw new Error(answer.refusal.code);
    this.keys.set(publicKey, answer.value);
  }

  accepts(publicKey: string): boolean {
    const key = this.keys.get(publicKey);
    return key !== undefined && gatewayAccepts(key, 1);
  }

  /** Tried on a copy of the account. */
  wouldIssueBeside(environment: Environment): boolean {
    return new Portal(this.#account.keyPolicy, new Map(this.keys)).issue("third", environment);
  }
}

describe("no other file of the provider", () => {
  const policyFile = join(root, "provider/domain/keyPolicy.ts");
  const files = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(root, "provider", path));

  it("spells a policy as a value or a type: each asks domain/keyPolicy.ts what follows from it", () => {
    expect(files.length).toBeGreaterThan(150);
    const spelled = files
      .filter((path) => path !== policyFile)
      .flatMap((path) => policiesIn(path).map((where) => `${relative(root, path)}:${where}`));
    expect(spelled).toEqual([]);
  });

  it("is overlooked: in the policy's own file each is found", () => {
    const found = policiesIn(policyFile).map((where) => where.split(" ")[1]);
    expect([...new Set(found)].sort()).toEqual([...KEY_POLICIES].sort());
  });
});

/** Where a file has a policy's name as a text of its own, or as a property's name. */
function policiesIn(path: string): string[] {
  const text = readFileSync(path, "utf8");
  // To parse all files takes seconds, and few of them speak of a policy at all.
  if (!KEY_POLICIES.some((policy) => text.includes(policy))) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isName =
      ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if ((ts.isStringLiteralLike(node) || isName) && isKeyPolicy(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1} ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

import {
  type KeyPolicy,
  keepsBoth,
  takesNoSecond,
  type WorkingPairEnd,
} from "../../domain/keyPolicy";
import { listed } from "../../domain/text";
import { endOfReplaced, outlivesRun } from "../analysis/account";
import type { Context } from "../analysis/context";
import { pairFacts, type Resource } from "../plan/resources";
import type { Pair } from "../report/model";
import type { Finding } from "../report/rules";

/** What the account, or the provider itself, will refuse. */
export function risksOfAccount({ account, policy, numberOf }: Context): Finding[] {
  const held = account.refused.map(
    ({ instance, step, holders }): Finding => ({
      rule: "deletion-refused",
      level: "high",
      subject: instance.resource.name,
      urn: instance.resource.urn,
      text: `Step ${numberOf(step)} will be refused (CS4004), and the run fails there: ${listed(holders.map(({ name }) => name))} would still hold ${instance.publicKey ?? "the old pair"}.`,
    }),
  );
  const unmade = account.unmade.map(
    ({ resource, publicKey, step, holders }): Finding => ({
      rule: "run-refused",
      level: "high",
      subject: resource.name,
      urn: resource.urn,
      text: `Step ${numberOf(step)} will be refused (CS4135), before anything is made or deleted: this plan leaves out ${listed(holders.map(({ name }) => name))}, which would be left with ${publicKey}, dead.`,
    }),
  );
  const refused = [...held, ...unmade];
  if (!takesNoSecond(policy.keyPolicy)) return refused;
  const blocked = account.instances
    .filter(({ born, issuer }) => born !== undefined && issuer === "portal")
    .filter((instance) =>
      account.instances.some(
        (other) =>
          other !== instance &&
          other.environment === instance.environment &&
          (other.issuer === "supplied" || other.resource !== instance.resource),
      ),
    )
    .map(
      ({ resource }): Finding => ({
        rule: "second-pair-refused",
        level: "high",
        subject: resource.name,
        urn: resource.urn,
        text: "The account takes no second pair in an environment (keyPolicy delete-first), and another one is in this stack: the run fails where the new pair is made, unless a person deletes the other one first.",
      }),
    );
  return [...refused, ...blocked];
}

/** Rings of which every pair that was alive is deleted, and more than the next one is made. */
export function risksOfRings({ resources, numberOf }: Context): Finding[] {
  const rings = new Map<string, Resource[]>();
  for (const one of resources.values()) {
    const [, ring] = /^(.*ApiKeyRing)\$[^$]*ApiKeyPair::/.exec(one.urn) ?? [];
    const name = one.name.replace(/-\d+$/, "");
    if (ring !== undefined && name !== one.name) {
      const key = `${ring}::${name}`;
      rings.set(key, [...(rings.get(key) ?? []), one]);
    }
  }
  return [...rings].flatMap(([urn, pairs]): Finding[] => {
    const alive = pairs.filter(({ before }) => pairFacts(before) !== undefined);
    const made = pairs.filter(({ before, makes }) => !before && makes !== undefined);
    const last = alive.flatMap(({ deletes }) => deletes ?? []);
    if (alive.length === 0 || last.length < alive.length) return [];
    if (made.length === 0 || alive.length + made.length < 3) return [];
    const name = urn.split("::").at(-1) ?? "";
    return [
      {
        rule: "ring-without-overlap",
        level: "critical",
        subject: name,
        urn,
        text: `The ring ${name} goes on by as many generations as it keeps, or more: every pair that is alive now is deleted by step ${numberOf(Math.max(...last))}. Stores outside this stack that use one of them are cut off. Raise the generation by one in each up.`,
      },
    ];
  });
}

/** What a change of a pair means to those whom the stack does not show. */
export function risksOfPair(pair: Pair, context: Context): Finding[] {
  const { policy, resources } = context;
  const subject = { subject: pair.name, urn: pair.urn };
  const found: Finding[] = [];
  const resource = resources.get(pair.urn);
  const sealed = resource?.reasons.some((path) => /^sealTo\b/.test(path));
  if (sealed)
    found.push({
      rule: "seal-changed",
      level: "critical",
      ...subject,
      text: "Private keys will be readable by whoever holds another key (sealTo changes).",
    });
  if (pair.change === "issued" && !keepsBoth(policy.keyPolicy))
    found.push(...ofIssue(pair, context).map((one) => ({ ...subject, ...one })));
  const end = resource && endOfReplaced(resource, policy.keyPolicy);
  const isKept = resource?.before?.retained === true && pair.issuer === "portal";
  if (isKept && resource.deletes !== undefined && outlivesRun(resource, policy.keyPolicy))
    found.push({
      rule: "pair-retained",
      level: "medium",
      ...subject,
      text: `${pair.from ?? "The old pair"} stays alive, and no stack knows of it any more (retainOnDelete): delete it in the portal when nobody uses it.`,
    });
  if (end) found.push({ ...subject, ...ofRotation(end, policy.keyPolicy) });
  if (pair.change === "removed" && !isKept)
    found.push({
      rule: "pair-removed",
      level: "medium",
      ...subject,
      text:
        pair.issuer === "supplied"
          ? "The pair is no longer declared; it works until a person deletes it."
          : "The pair is deleted for ever: whoever uses it outside this stack is cut off.",
    });
  if (pair.change === "left to delete")
    found.push({
      rule: "failed-rotation",
      level: "medium",
      ...subject,
      text: "An earlier rotation stopped half-way: this run gives the rest of the dependants the new pair, then deletes the old one.",
    });
  return found;
}

/** A pair that is new here: what it does to one that the account has already. */
function ofIssue(
  { environment, urn }: Pair,
  { account, policy }: Context,
): Pick<Finding, "rule" | "level" | "text">[] {
  const kind = `${environment ?? ""} pair`.trim();
  const others = account.instances
    .filter((instance) => instance.resource.urn !== urn && instance.environment === environment)
    .map(({ resource }) => resource.name);
  if (takesNoSecond(policy.keyPolicy))
    // One of this stack is certain, and told by another rule.
    return others.length > 0
      ? []
      : [
          {
            rule: "account-may-have-a-pair",
            level: "medium",
            text: `If the account has a ${kind} outside this stack, the run fails where the new one is made (keyPolicy delete-first).`,
          },
        ];
  const ended = others.length > 0 ? `${listed(others)} of this stack and ` : "";
  return [
    {
      rule: "account-pair-ends",
      // Whose it is nobody here can tell: in production it may be the live shop's.
      level: environment === "sandbox" ? "medium" : "high",
      text: `Making this one ends ${ended}any ${kind} that the account has outside this stack, for good (keyPolicy exclusive): whoever uses it is interrupted until given another one.`,
    },
  ];
}

/** What a rotation does to those who use the pair outside this stack. */
function ofRotation(
  end: WorkingPairEnd,
  keyPolicy: KeyPolicy,
): Pick<Finding, "rule" | "level" | "text"> {
  const others = "whoever uses it outside this stack is interrupted too";
  switch (end) {
    case "after dependants":
    case "by a person":
      return {
        rule: "rotation",
        level: "low",
        text: "Every dependant of this stack gets the new pair before the old one goes; users outside this stack do not.",
      };
    case "in the portal":
      return {
        rule: "ended-in-the-portal",
        level: "medium",
        text: `The old pair ended in the portal (keyPolicy ${keyPolicy}), before this run: ${others}.`,
      };
    default:
      return {
        rule: "unseen-users",
        level: "medium",
        text: `The old pair ends ${end === "at creation" ? "when" : "before"} the new one is made (keyPolicy ${keyPolicy}): ${others}.`,
      };
  }
}

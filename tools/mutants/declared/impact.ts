import { inFile } from "../mutation";

const rules = ["test/unit/impact/rules.test.ts"] as const;
const rows = ["test/unit/impact/agrees-with-rows.test.ts"] as const;
const ends = ["test/unit/impact/ends-of-pairs.test.ts"] as const;

/** The rules of the impact report: each level and each condition has a plan that sees it go. */
export const impact = [
  ...inFile(
    "impact/effects/settingRisks.ts",
    rules,
  )(["a changed setting passes", "(options.changedSettings ?? []).map(", "[].map("]),
  ...inFile("impact/effects/risks.ts", rules)(
    [
      "what --target hides passes",
      "for (const one of hidden.filter(({ certain }) => certain))",
      "for (const one of hidden.filter(({ certain }) => !certain))",
    ],
    ["what a plan hides passes", "return blindSpots.map(", "return blindSpots.slice(99).map("],
  ),
  ...inFile("impact/effects/interruptionRisks.ts", rules)(
    [
      "an open end in production is like any other",
      '? ["production-open-ended", "critical"]',
      '? ["production-interrupted", "high"]',
    ],
    ["a production store is like any other", 'if (role === "production")', 'if (role === "none")'],
    [
      "a consumer that is no store is taken for one",
      'role === undefined || role === "unknown"',
      "false",
    ],
    [
      "an open end of a consumer is like any other",
      '? ["consumer-open-ended", "high"]',
      '? ["consumer-interrupted", "medium"]',
    ],
    [
      "an open end of a store is like any other",
      '? ["store-open-ended", "high"]',
      '? ["store-interrupted", "medium"]',
    ],
    ["the sandbox beside production weighs as much", 'environment === "sandbox" && both', "false"],
    ["production beside the sandbox weighs as little", 'environment === "sandbox" && both', "both"],
  ),
  ...inFile("impact/effects/pairRisks.ts", rules)(
    [
      "a deletion that will be refused passes",
      "const held = account.refused.map(",
      "const held = account.refused.slice(99).map(",
    ],
    [
      "a second pair that will be refused passes",
      "          other !== instance &&",
      "          false &&",
    ],
    [
      "a pair of the other environment counts as a second one",
      "          other.environment === instance.environment &&\n",
      "",
    ],
    ["another holder of private keys passes", "if (sealed)", "if (false)"],
    [
      "a first pair is taken for a rotation",
      'if (pair.change === "issued" && !keepsBoth(policy.keyPolicy))',
      "if (false)",
    ],
    [
      "a first pair in production is as harmless as in the sandbox",
      '? "medium" : "high"',
      '? "medium" : "medium"',
    ],
    [
      "what a new pair ends in this stack is not named",
      "instance.resource.urn !== urn && instance.environment === environment",
      "false",
    ],
    [
      "a first pair under delete-first ends another one",
      "if (takesNoSecond(policy.keyPolicy))",
      "if (false)",
    ],
    ["a rotation passes", "if (end) found.push(", "if (!end) found.push("],
    [
      "a rotation without an interruption weighs as much as one",
      'rule: "rotation",\n        level: "low",',
      'rule: "rotation",\n        level: "high",',
    ],
    [
      "a pair that ended in the portal ends in this run",
      '    case "in the portal":\n',
      '    case "at creation":\n',
    ],
    ["a removed pair passes", 'if (pair.change === "removed" && !isKept)', "if (false)"],
    [
      "a pair that stays alive is forgotten",
      "if (isKept && resource.deletes !== undefined && outlivesRun(resource, policy.keyPolicy))",
      "if (false)",
    ],
    ["a run that is refused passes", "[...held, ...unmade]", "held"],
    [
      "a ring without overlap passes",
      "if (alive.length === 0 || last.length < alive.length) return [];",
      "return [];",
    ],
    ["a failed rotation passes", 'if (pair.change === "left to delete")', "if (false)"],
  ),
  ...inFile("impact/effects/dataSpaceRisks.ts", rules)(
    [
      "live data for another store passes",
      'after.store.role !== "production"',
      'after.store.role === "none"',
    ],
    [
      "a production store's data weighs as little as a test's",
      'dataLoss && store?.role === "production"',
      "false",
    ],
    ["another data space passes", 'if (change === "rebound")', "if (false)"],
    ["a forgotten binding passes", 'if (change === "forgotten")', "if (false)"],
    ["a first binding passes", 'if (change === "bound")', "if (false)"],
    [
      "a data space's new name passes",
      'if (change === "renamed")\n    found.push',
      "if (false)\n    found.push",
    ],
    ["a project that may be made passes", 'if (change === "adopted or made")', "if (false)"],
    ["another project passes", 'if (change === "replaced")', "if (false)"],
  ),
  ...inFile("impact/effects/notes.ts", ["test/unit/impact/rolled-out.test.ts"])([
    "what follows from a doubtful update alone is sure",
    "doubtful.has(one) ||",
    "",
  ]),
  ...inFile("impact/analysis/account.ts", ends)(
    [
      "a pair that had to go before this plan's was made is said to live",
      '    case "blocked":\n      return IN_PORTAL;',
      '    case "blocked":',
    ],
    [
      "a pair that a later one ended in an earlier run is said to end in this one",
      "{ born = EARLIER }: PairInstance",
      "{ born = IN_PORTAL }: PairInstance",
    ],
  ),
  ...inFile("impact/effects/pairs.ts", rows)(
    ["a person is asked to make room too late", 'if (end === "blocked")', 'if (end === "already")'],
    [
      "a person is asked to delete a pair that had to go before",
      '(end === "by a person" || !takesNoSecond(keyPolicy))',
      "true",
    ],
  ),
  ...inFile("impact/analysis/rotate.ts", ["test/unit/impact/rolled-out.test.ts"])([
    "a rotation asked about in advance rolls nothing out",
    "if (ourKind(step.type) === undefined) changed.add(step.urn);",
    "",
  ]),
  ...inFile("impact/analysis/interruptions.ts", ["test/unit/impact/left-behind.test.ts"])(
    ["settings older than their pair are taken to hold it", "modifiedMs < createdMs", "false"],
    [
      "settings are taken to hold an older pair whenever they were changed",
      "modifiedMs < createdMs",
      "true",
    ],
  ),
  ...inFile(
    "impact/effects/pairs.ts",
    rules,
  )([
    "reverting a first pair is said to bring the other one back",
    "if (!stopsOthers(keyPolicy)) return REVERT;",
    "if (keyPolicy) return REVERT;",
  ]),
];

import { inFile } from "../mutation";

const test = ["test/unit/resources/warnings.test.ts"] as const;
const policy = ["test/unit/domain/keyPolicy.test.ts"] as const;

/** What the rows of a preview say. */
export const rows = [
  ...inFile(
    "resources/dataSpace/guards.ts",
    test,
  )(["the store that stops is not named on its row", "if (!previous) return;", "return;"]),
  ...inFile(
    "resources/saasProject/preview.ts",
    test,
  )(["a replaced project says nothing", 'if (changed.includes("projectId")) {', "if (false) {"]),
  ...inFile(
    "resources/diffBy.ts",
    test,
  )([
    "a rename beside another change is called harmless",
    "changed.length === 1 && changed[0] === path",
    "changed.includes(path)",
  ]),
  ...inFile("resources/apiKeyPair/warnings.ts", test)(
    ["a dead pair is said to stop", 'status === "refused" ? "already" :', ""],
    [
      "a pair whose environment is not known yet is said to stop nobody",
      "environment: known(declared.environment)",
      "environment: declared.environment",
    ],
    ["rows do not know when the pair ends", "run.pairEnds.set(publicKey, end);", ""],
  ),
  ...inFile("domain/keyPolicy.ts", policy)(
    [
      "a pair that a person made is said to stop the old one in this run",
      'if (next.issuer === "supplied") return "in the portal";',
      "",
    ],
    [
      "a pair of the other environment is said to stop this one",
      "if (mayShare && !keepsBoth(policy)) {",
      "if (!keepsBoth(policy)) {",
    ],
    [
      "an environment that is not known is taken for the other one",
      "(old.environment ?? next.environment) === (next.environment ?? old.environment)",
      "old.environment === next.environment",
    ],
    [
      "a supplied pair is said to be deleted by this run",
      'if (old.issuer === "supplied") return "by a person";',
      "",
    ],
    [
      "a run is said to delete a supplied pair that is in its way",
      'if (old.issuer === "supplied") return "blocked";',
      "",
    ],
    [
      "an exclusive account is said to keep the old pair",
      'if (stopsOthers(policy)) return "at creation";',
      "",
    ],
    [
      "a delete-first account is said to delete last",
      'deletesFirst(policy) ? "before creation" :',
      "",
    ],
  ),
  ...inFile(
    "impact/plan/order.ts",
    policy,
  )([
    "a second place decides what a policy does",
    "deletesFirst(policy) &&",
    'policy === "delete-first" &&',
  ]),
];

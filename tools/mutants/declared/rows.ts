import { inFile } from "../mutation";

const test = ["test/unit/resources/warnings.test.ts"] as const;

/** What the rows of a preview say. */
export const rows = [
  ...inFile(
    "resources/dataSpace/warnOfChanges.ts",
    test,
  )(["the store that stops is not named on its row", "if (!previous) return;", "return;"]),
  ...inFile(
    "resources/saasProject/warnOfChanges.ts",
    test,
  )(["a replaced project says nothing", 'if (changed.includes("projectId")) {', "if (false) {"]),
  ...inFile(
    "resources/warnOfRename.ts",
    test,
  )([
    "a rename beside another change is called harmless",
    "changed.length === 1 && changed[0] === path",
    "changed.includes(path)",
  ]),
  ...inFile("resources/apiKeyPair/warnings.ts", test)(
    [
      "a pair that a person made is said to stop the old one in this run",
      'if (declared.supplied !== undefined) return "portal";',
      "",
    ],
    [
      "a pair of the other environment is said to stop this one",
      "if (declared.environment !== environment)",
      "if (false)",
    ],
    ["a dead pair is said to stop", 'if (status === "refused") return "dead";', ""],
    [
      "a supplied pair is said to be deleted by this run",
      'issuer === "portal" ? "last" : "person"',
      '"last"',
    ],
    ["rows do not know when the pair ends", "run.endings.set(publicKey, ending);", ""],
  ),
];

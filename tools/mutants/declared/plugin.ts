import { inFile } from "../mutation";

const resource = ["test/unit/plugin/resource.test.ts"] as const;

export const plugin = [
  ...inFile("plugin/settings.ts", ["test/unit/plugin/settings.test.ts"])(
    [
      "two merchants share a token of the environment",
      "environment: isDefault(urn) ? environment : withoutOurs(environment),",
      "environment,",
    ],
    ["the CLI prints a setting that may be secret", 'PRINTABLE.includes(name) ? name : ""', "name"],
  ),
  ...inFile("plugin/failure.ts", ["test/unit/plugin/failure.test.ts"])(
    [
      "a lost answer passes for a clean failure",
      "if (isOutcomeUnknown(error)) return Code.UNKNOWN;",
      "",
    ],
    [
      "a fault passes for a clean failure",
      "if (error.code === unexpected.code) return Code.INTERNAL;",
      "",
    ],
    [
      "a resource that was half made is not recorded",
      "if (error instanceof PartialFailure && write)",
      "if (error instanceof PartialFailure && !write)",
    ],
  ),
  ...inFile("plugin/detailedDiff.ts", ["test/unit/plugin/detailedDiff.test.ts"])([
    "a replacement for what the service showed has no reason",
    "if (!isListed) found.set(",
    "if (isListed) found.set(",
  ]),
  ...inFile("plugin/planning.ts", resource)(
    [
      "what somebody changed is not ignored",
      "ignoring(news, state as Properties, ignoreChanges)",
      "ignoring(news, state as Properties, [])",
    ],
    [
      "a preview knows what nobody can know",
      "{ ...inputs, ...unknownOutputs, ...foreseen }",
      "{ ...inputs, ...foreseen }",
    ],
  ),
  ...inFile(
    "plugin/doing.ts",
    resource,
  )([
    "a state that is broken is read anew, without its private key",
    "marks.declared !== undefined || stateSchema",
    "stateSchema",
  ]),
];

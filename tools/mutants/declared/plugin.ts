import { inFile } from "../mutation";

const resource = ["test/unit/pulumi/adapter.test.ts"] as const;

export const plugin = [
  ...inFile("pulumi/grpc/settings.ts", ["test/unit/pulumi/grpc/settings.test.ts"])(
    [
      "two merchants share a token of the environment",
      "environment: isDefault(urn) ? environment : withoutOurs(environment),",
      "environment,",
    ],
    ["the CLI prints a setting that may be secret", 'PRINTABLE.includes(name) ? name : ""', "name"],
  ),
  ...inFile("pulumi/grpc/failure.ts", ["test/unit/pulumi/grpc/failure.test.ts"])(
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
  ...inFile("pulumi/detailedDiff.ts", ["test/unit/pulumi/detailedDiff.test.ts"])([
    "a replacement for what the service showed has no reason",
    "if (!isListed) found.set(",
    "if (isListed) found.set(",
  ]),
  ...inFile("pulumi/adapter.ts", resource)(
    [
      "what somebody changed is not ignored",
      "ignoring(news, state as Properties, ignoreChanges)",
      "ignoring(news, state as Properties, [])",
    ],
    [
      "a preview knows what nobody can know",
      "{ ...inputs, ...unknownOutputs, ...previewed }",
      "{ ...inputs, ...previewed }",
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

import { inFile } from "../mutation";

const resourceCalls = ["test/unit/pulumi/grpc/resourceCalls.test.ts"] as const;

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
      "if (error instanceof InitializationFailed) return initializationFailed(error);",
      "",
    ],
  ),
  ...inFile("pulumi/detailedDiff.ts", ["test/unit/pulumi/detailedDiff.test.ts"])([
    "a replacement for what the service showed has no reason",
    "if (!isListed) found.set(",
    "if (isListed) found.set(",
  ]),
  ...inFile("pulumi/grpc/resourceCalls.ts", resourceCalls)(
    [
      "what somebody changed is not ignored",
      "ignoring(call.news, olds, ignoreChanges)",
      "call.news",
    ],
    [
      "what is ignored as a whole is replaced",
      "difference.replaces.filter((property) => !ignored.includes(property))",
      "[...difference.replaces]",
    ],
    [
      "a resource of a program that leaves its name out is refused",
      "{ ...given, [namedBy]: parseUrn(urn).name }",
      "given",
    ],
    [
      "an import is taken for a refresh",
      "if (!adapter.isState(properties))",
      "if (properties === undefined)",
    ],
  ),
  ...inFile("pulumi/adapter.ts", resourceCalls)(
    [
      "a preview knows what nobody can know",
      "{ ...inputs, ...unknownOutputs, ...state }",
      "{ ...inputs, ...state }",
    ],
    [
      "a state that is broken is read anew, without its private key",
      "metadata.declared !== undefined || stateSchema",
      "stateSchema",
    ],
  ),
];

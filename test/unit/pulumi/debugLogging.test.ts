import { expect, it } from "vitest";
import { debugOutputs } from "../../../provider/pulumi/debugLogging";
import { dynamicProvider } from "../../../provider/pulumi/dynamic/provider";
import { engineFlags } from "../../../provider/pulumi/engineCommand";
import { Operation } from "../../../provider/pulumi/operation";
import { resources } from "../../../provider/resources/table";
import { quietHostIo } from "./hostIo";

const declared = { environment: "production", label: "key" };

async function checked(environment: Record<string, string>, args: readonly string[] = []) {
  const { hostIo, shown } = quietHostIo();
  const operation = new Operation({
    ...hostIo,
    environment,
    engine: { executable: "pulumi", args },
  });
  // Under the other policies each new pair has a warning of its own.
  operation.configure({
    get: (key) => (key === "keyPolicy" ? "overlapping" : undefined),
    names: ["keyPolicy"],
  });
  const provider = dynamicProvider(resources.ApiKeyPair, operation);
  for (const self of ["urn:a", "urn:b"]) await provider.check({}, { ...declared, self });
  return shown;
}

it("says once, on the stack, where the engine writes keys in clear", async () => {
  const argv = ["up", "--yes", "--json"];
  expect(await checked({ PULUMI_DEBUG_GRPC: "/tmp/grpc.json" }, argv)).toEqual([
    [
      undefined,
      expect.stringContaining("CS5016: this run is under PULUMI_DEBUG_GRPC and up --json,"),
    ],
  ]);
  expect(await checked({})).toEqual([]);
});

it.each([
  [["up", "-v=9"], ["-v=9"]],
  [["up", "-v9"], ["-v=9"]],
  [["preview", "--verbose", "11"], ["-v=11"]],
  [["refresh", "--verbose=3", "-v=9"], ["-v=9"]],
  [["up", "-d"], ["--debug"]],
  [
    ["up", "--debug=true", "-j"],
    ["--debug", "up --json"],
  ],
  [["update", "--json"], ["up --json"]],
  [["-C", "shop", "up", "--json=true"], ["up --json"]],
  [["up", "--json=false"], []],
  [["up", "-v=3"], ["-v=3"]],
  [["up", "-v=2"], []],
  [
    ["preview", "--tracing=file:/tmp/t", "--otel-traces", "grpc://collector"],
    ["--tracing", "--otel-traces"],
  ],
  [["preview", "--json"], []],
  [["up", "-v", "--yes", "9"], []],
  [[], []],
])("knows %j", (argv, outputs) => {
  expect(debugOutputs({}, engineFlags(argv, {}))).toEqual(outputs);
});

it.each<[Record<string, string>, string[], string[]]>([
  [{ PULUMI_OPTION_VERBOSE: "9" }, ["up"], ["-v=9"]],
  [{ PULUMI_OPTION_DEBUG: "true" }, ["preview"], ["--debug"]],
  [{ PULUMI_OPTION_JSON: "1" }, ["up"], ["up --json"]],
  [{ PULUMI_OPTION_JSON: "true" }, ["preview"], []],
  [{ PULUMI_OPTION_DEBUG: "true" }, ["up", "--debug=false"], []],
])("knows %j beside %j", (environment, argv, outputs) => {
  expect(debugOutputs(environment, engineFlags(argv, environment))).toEqual(outputs);
});

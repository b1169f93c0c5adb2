import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { debugOutputs, engineArguments } from "../../../provider/pulumi/debugLogging";
import { dynamicProvider } from "../../../provider/pulumi/dynamic/provider";
import { Operation } from "../../../provider/pulumi/operation";
import { resources } from "../../../provider/resources/table";
import { quietHostIo } from "./hostIo";

const declared = { environment: "production", label: "key" };

async function checked(environment: Record<string, string>, argv: readonly string[] = []) {
  const { hostIo, shown } = quietHostIo();
  const operation = new Operation({ ...hostIo, environment, engineArguments: () => argv });
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
  [["refresh", "--verbose=9", "-v=3"], ["-v=9"]],
  [["up", "-d"], ["--debug"]],
  [
    ["up", "--debug=true", "-j"],
    ["--debug", "up --json"],
  ],
  [["update", "--json"], ["up --json"]],
  [["-C", "shop", "up", "--json=true"], ["up --json"]],
  [["up", "--json=false"], []],
  [["up", "-v=8"], []],
  [["preview", "--json"], []],
  [["up", "-v", "--yes", "9"], []],
  [[], []],
])("knows %j", (argv, outputs) => {
  expect(debugOutputs({}, argv)).toEqual(outputs);
});

it("finds the engine among the processes above it, and nothing where they are not shown", () => {
  const folder = mkdtempSync(join(tmpdir(), "proc-"));
  const process = (pid: number, parent: number, cmdline: string[]) => {
    mkdirSync(join(folder, String(pid)));
    writeFileSync(join(folder, String(pid), "cmdline"), `${cmdline.join("\0")}\0`);
    writeFileSync(join(folder, String(pid), "stat"), `${pid} (a) b) S ${parent} 1 1`);
  };
  process(9, 7, ["/bin/sh", "/opt/pulumi-resource-pulumi-nodejs", "127.0.0.1:1"]);
  process(7, 5, ["/opt/my engine/pulumi", "up", "-v=9"]);
  process(5, 1, ["bash"]);
  expect(engineArguments(9, folder)).toEqual(["up", "-v=9"]);
  expect(engineArguments(5, folder)).toEqual([]);
  expect(engineArguments(9, join(folder, "nothing"))).toEqual([]);
  rmSync(folder, { recursive: true });
});

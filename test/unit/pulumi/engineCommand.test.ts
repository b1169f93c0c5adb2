import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { engineFlags, findEngineCommand, showByProc } from "../../../provider/pulumi/engineCommand";

it("finds the engine among the processes above it, and nothing where they are not shown", () => {
  const folder = mkdtempSync(join(tmpdir(), "proc-"));
  const process = (pid: number, parent: number, executable: string, cmdline: string[]) => {
    mkdirSync(join(folder, String(pid)));
    writeFileSync(join(folder, String(pid), "cmdline"), `${cmdline.join("\0")}\0`);
    writeFileSync(join(folder, String(pid), "stat"), `${pid} (a) b) S ${parent} 1 1`);
    if (executable) symlinkSync(executable, join(folder, String(pid), "exe"));
    symlinkSync(`/shops/${pid}`, join(folder, String(pid), "cwd"));
  };
  process(9, 7, "/bin/sh", ["/bin/sh", "/opt/pulumi-resource-pulumi-nodejs", "127.0.0.1:1"]);
  process(7, 5, "/opt/my engine/pulumi", ["pulumi", "up", "-v=9", ""]);
  process(5, 1, "", ["bash"]);
  process(6, 5, "/opt/pulumi-language-nodejs", ["pulumi-language-nodejs"]);
  const show = showByProc(folder);
  expect(findEngineCommand(9, show)).toMatchObject({
    executable: "/opt/my engine/pulumi",
    args: ["up", "-v=9", ""],
    folder: "/shops/7",
  });
  expect(findEngineCommand(6, show)).toBeUndefined();
  expect(findEngineCommand(5, show)).toBeUndefined();
  expect(findEngineCommand(9, showByProc(join(folder, "nothing")))).toBeUndefined();
  rmSync(folder, { recursive: true });
});

it.each<[string[], string, string | undefined]>([
  [["up", "--stack", "dev"], "stack", "dev"],
  [["up", "--stack=org/shop/dev"], "stack", "org/shop/dev"],
  [["up", "-s", "dev"], "stack", "dev"],
  [["up", "-sdev"], "stack", "dev"],
  [["up", "-fys=dev"], "stack", "dev"],
  [["up", "-s", "one", "--stack", "two"], "stack", "two"],
  [["up", "--message", "--stack", "dev"], "stack", undefined],
  [["up", "-fv9"], "verbose", "9"],
  [["up", "-yfv", "3"], "verbose", "3"],
  [["up", "--refresh", "--stack=dev"], "refresh", "true"],
  [["up", "--", "--stack=dev"], "stack", undefined],
])("reads %j: --%s is %s", (args, flag, value) => {
  expect(engineFlags(args, {}).value(flag)).toBe(value);
});

it.each([
  [["up"], "up"],
  [["-C", "shop", "preview"], "preview"],
  [["--color", "never", "-e", "destroy", "--stack", "up"], "destroy"],
  [[], undefined],
])("knows the command in %j", (args, command) => {
  expect(engineFlags(args, {}).command).toBe(command);
});

it("takes a flag's twin in the environment where the command line has none", () => {
  const environment = { PULUMI_OPTION_STACK: "dev", PULUMI_OPTION_SKIP_PREVIEW: "1" };
  const flags = engineFlags(["up", "--stack=prod"], environment);
  expect([flags.value("stack"), flags.isOn("skip-preview"), flags.isOn("json")]).toEqual([
    "prod",
    true,
    false,
  ]);
  expect(engineFlags(["up"], environment).value("stack")).toBe("dev");
});

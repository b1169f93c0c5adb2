import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../provider/cli/main";
import { planText } from "../impact/support";
import { fakeCliIo } from "./io";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "impact "));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const plan = (name: string) => file(`${name}.json`, planText(name));

const run = async (args: readonly string[], options: Parameters<typeof fakeCliIo>[0] = {}) => {
  const fake = fakeCliIo(options);
  const code = await main(["impact", ...args], fake.io);
  return { code, ...fake.said, commands: fake.commands, ticks: fake.ticks };
};

describe("commerce-services impact", () => {
  it("previews the stack itself, whole, and passes on what belongs to the preview", async () => {
    const ran = { code: 0, stdout: planText("rotate"), failure: undefined };
    const args = [
      "-s",
      "prod",
      "-C",
      "infra",
      "-t",
      "urn:a",
      "--target",
      "urn:b",
      "--refresh",
      "--no-input",
    ];
    const { code, stdout, commands } = await run(args, { ran });
    expect(commands).toEqual([
      [
        ...["pulumi", "preview", "--json", "--show-replacement-steps", "--show-sames"],
        ...["--stack", "prod", "--cwd", "infra", "--target", "urn:a", "--target", "urn:b"],
        ...["--refresh", "--non-interactive"],
      ],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^HIGH: Rotates key; calls of shop, shop-staging may be refused\.\n/);
  });

  it("takes a plan from a file or from standard input, with lines of another program before it", async () => {
    const fromFile = await run(["--plan", plan("rotate")]);
    const fromStdin = await run(["--plan", "-"], {
      stdin: `\n> deploy\n> make\n\n${planText("rotate")}`,
    });
    expect([fromFile.code, fromStdin.code]).toEqual([0, 0]);
    expect(fromStdin.stdout).toBe(fromFile.stdout);
    expect(fromFile.commands).toEqual([]);
  });

  it.each([
    [["--fail-on", "high"], 3],
    [["--fail-on", "critical"], 0],
    [["--fail-on", "critical", "--detailed-exitcode"], 2],
    [["--fail-on", "medium", "--detailed-exitcode"], 3],
    [["--detailed-exitcode"], 2],
    [[], 0],
  ])("ends a rotation's report, with %j, with %i", async (args, expected) => {
    expect((await run(["--plan", plan("rotate"), ...args])).code).toBe(expected);
  });

  it("ends with 0 when nothing changes, also with --detailed-exitcode", async () => {
    const { code, stdout } = await run([
      "--plan",
      plan("same"),
      "--detailed-exitcode",
      "--fail-on",
      "low",
    ]);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "NO CHANGES: Nothing changes."]);
  });

  it("lets an accepted risk pass the gate through its last day", async () => {
    const accept = [{ rule: "production-interrupted", until: "2026-11-30", reason: "agreed" }];
    const baseline = file("baseline.json", JSON.stringify({ accept }));
    const on = async (today: string) =>
      (
        await run(["--plan", plan("rotate"), "--fail-on", "high", "--baseline", baseline], {
          today,
        })
      ).code;
    expect([await on("2026-11-30"), await on("2026-12-01")]).toEqual([0, 3]);
  });

  it("writes to a file without colors, and colors a terminal unless NO_COLOR is set", async () => {
    const output = join(folder, "report.txt");
    const terminal = { terminal: true, columns: 50 };
    expect((await run(["--plan", plan("rotate"), "-o", output], terminal)).stdout).toBe("");
    expect(readFileSync(output, "utf8")).not.toContain("\u001b");
    expect((await run(["--plan", plan("rotate")], terminal)).stdout).toContain("\u001b[31mHIGH");
    const plain = await run(["--plan", plan("rotate")], {
      ...terminal,
      environment: { NO_COLOR: "1" },
    });
    expect(plain.stdout).not.toContain("\u001b");
    expect(Math.max(...plain.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(
      50,
    );
  });

  it("shows on a terminal what it waits for, after a second, and leaves no trace of it", async () => {
    const ran = { code: 0, stdout: planText("same"), failure: undefined };
    const slow = await run([], { ran, terminal: true, takesMs: 1_500 });
    expect(slow.stderr).toContain("Previewing the stack (1 s)");
    expect(slow.stderr.endsWith("\r\u001b[K")).toBe(true);
    expect(slow.ticks.size).toBe(0);
    expect((await run([], { ran, terminal: true, takesMs: 800 })).stderr).toBe("");
    expect((await run([], { ran, takesMs: 1_500 })).stderr).toBe("");
  });
});

describe("what goes wrong ends with 1 and says what to do:", () => {
  const error = JSON.stringify({
    steps: [],
    diagnostics: [{ severity: "error", message: "CS1106: no portal\n" }],
  });
  it.each([
    [
      "no such file",
      ["--plan", "/nowhere/plan.json"],
      {},
      "CS6007: --plan names a file that cannot be used",
    ],
    [
      "not a plan",
      ["--plan", "-"],
      { stdin: "hello" },
      "CS6001: standard input is not a plan (not JSON)",
    ],
    [
      "an empty plan",
      ["--plan", "-"],
      { stdin: " " },
      "CS6001: standard input is not a plan (it is empty)",
    ],
    [
      "half a plan",
      ["--plan", "-"],
      { stdin: '{"steps": [' },
      "CS6001: standard input is not a plan (not JSON, or cut off)",
    ],
    [
      "another document",
      ["--plan", "-"],
      { stdin: '{"a": 1}' },
      "CS6001: standard input is not a plan (it has no steps)",
    ],
    [
      "a failed preview's plan",
      ["--plan", "-"],
      { stdin: error },
      "CS6002: pulumi preview failed:\nCS1106: no portal",
    ],
    [
      "a preview that fails",
      [],
      { ran: { code: 255, stdout: "", failure: undefined } },
      "CS6002: pulumi preview failed:\nerror: it went wrong",
    ],
    [
      "no pulumi",
      [],
      { ran: { code: undefined, stdout: "", failure: "spawn pulumi ENOENT" } },
      "CS6003: pulumi could not be started (spawn pulumi ENOENT)",
    ],
    [
      "an option of the preview beside a plan",
      ["--plan", "-", "--stack", "x"],
      {},
      "CS6004: --stack is not usable",
    ],
    [
      "a pair that is not there",
      ["--plan", "-", "--rotate", "x"],
      { stdin: planText("same") },
      "CS6005: --rotate names x",
    ],
    [
      "an unknown format",
      ["--format", "pdf"],
      {},
      "error: option '-f, --format <format>' argument 'pdf' is invalid",
    ],
    ["an unknown option", ["--colour"], {}, "error: unknown option '--colour'"],
  ] as const)("%s", async (_, args, options, message) => {
    const { code, stdout, stderr } = await run(args, options);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it.each([
    ["not JSON", "{"],
    ["an unknown rule", '{"accept":[{"rule":"nonsense","until":"2026-12-01","reason":"x"}]}'],
    ["no date", '{"accept":[{"rule":"renamed","until":"soon","reason":"x"}]}'],
    ["no reason", '{"accept":[{"rule":"renamed","until":"2026-12-01"}]}'],
  ])("a baseline with %s", async (_, text) => {
    const baseline = file("broken.json", text);
    const { code, stderr } = await run(["--plan", plan("same"), "--baseline", baseline]);
    expect(code).toBe(1);
    expect(stderr).toContain("CS6006");
  });
});

it("explains itself", async () => {
  const fake = fakeCliIo({ columns: 80 });
  expect(await main(["impact", "--help"], fake.io)).toBe(0);
  expect(fake.said.stdout).toContain("Exit codes: 0 fine, 1 error, 2 the plan has changes");
});

import { basename, join } from "node:path";
import { runCommand } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";
import { commandFile, filesLike, load, root, text } from "./product";
import { digest, expectRecordedJson } from "./recorded";

interface Impact {
  readonly formats: readonly string[];
  readPlan(plan: string): unknown;
  impactOf(plan: unknown, options: object): unknown;
  render(report: unknown, format: string): Promise<string>;
}

const POLICIES = ["exclusive", "overlapping", "delete-first"] as const;
const FORMATS = ["text", "markdown", "json", "sarif", "junit", "html", "mermaid", "github"];

/** Plans that the genuine engine printed, by name. Found wherever the repository keeps them. */
const plans = Object.fromEntries(
  filesLike("*/plans/*.json").map((path) => [basename(path, ".json"), path] as const),
);
const names = Object.keys(plans).sort();
const planFile = (name: string) => join(root, plans[name] ?? "");

const { formats, readPlan, impactOf, render } = load<Impact>("pulumi-commerce-services/impact");

async function inAllFormats(plan: unknown, options: object): Promise<Record<string, string>> {
  const rendered: Record<string, string> = {};
  const report = impactOf(plan, { ...options, complete: true });
  for (const format of FORMATS) rendered[format] = digest(await render(report, format));
  return rendered;
}

/** The report on a rotation that nobody asked for; or why there is none. */
const rotated = (plan: unknown, options: object, rotate: string) =>
  inAllFormats(plan, { ...options, rotate }).catch((error: Error) => ({ refused: error.message }));

it("knows the formats that it knew", () => {
  expect(formats).toEqual(FORMATS);
  // A missing folder would leave nothing to compare, and recording would not notice.
  expect(names.length).toBeGreaterThanOrEqual(15);
});

it("reports on every recorded plan what it reported, in all formats, under all policies", async () => {
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const plan = readPlan(text(plans[name] ?? ""));
    found[`${name}, as configured`] = await inAllFormats(plan, {});
    for (const value of POLICIES) {
      const options = { keyPolicy: { value } };
      found[`${name}, ${value}`] = await inAllFormats(plan, options);
      found[`${name}, ${value}, rotate key`] = await rotated(plan, options, "key");
    }
  }
  expectRecordedJson("reports.json", found);
});

/** What the built command prints, and its exit code. */
const run = (args: readonly string[]) =>
  runCommand(process.execPath, [commandFile(), ...args], { cwd: root });

it("ends the command as it ended: its text, and its exit code with --fail-on high", async () => {
  const found: Record<string, unknown> = {};
  for (const name of names)
    await Promise.all(
      POLICIES.map(async (policy) => {
        const plan = ["impact", "--plan", planFile(name), "--key-policy", policy];
        const { code, stdout, stderr } = await run([...plan, "--fail-on", "high"]);
        found[`${name}, ${policy}`] = { code, stdout: digest(stdout), stderr };
      }),
    );
  const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  expectRecordedJson("command.json", Object.fromEntries(sorted));
});

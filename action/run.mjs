// @ts-check
/**
 * What the action runs: one preview, and from its plan the comment, the summary, the outputs and the
 * gate. Plain Node without dependencies; the report comes from the `commerce-services` command that
 * the project itself has installed.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { baseOptions } from "./base.mjs";
import { comment } from "./comment.mjs";
import { refusal } from "./refusal.mjs";

const env = process.env;
/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  // One line: a workflow command ends at a line break.
  say(`::error::${message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`);
  process.exit(1);
}

const event = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8")) : {};
const refused = refusal(env.GITHUB_EVENT_NAME ?? "", event);
if (refused) fail(refused);

const cwd = resolve(env.IMPACT_CWD || ".");
/** The command that this project has installed, never one from the network. */
const bin = (() => {
  try {
    const manifest = createRequire(join(cwd, "package.json")).resolve(
      "pulumi-commerce-services/package.json",
    );
    return join(dirname(manifest), "dist", "cli", "bin.js");
  } catch {
    return fail(
      "pulumi-commerce-services is not installed in this project: run npm ci before this action.",
    );
  }
})();

const base = baseOptions(cwd, event, fail);
const reports = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), "impact-"));
const secrets = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), "plan-"));
const plan = join(secrets, "plan.json");

/** A preview needs neither the portal's token nor what comments are written with. */
const kept = Object.fromEntries(
  Object.entries(env).filter(
    ([name]) => !/^(IMPACT_TOKEN|COMMERCE_SERVICES_PORTAL_TOKEN)$/.test(name),
  ),
);
const stack = env.IMPACT_STACK ? ["--stack", env.IMPACT_STACK] : [];
const preview = spawnSync(
  "pulumi",
  ["preview", "--json", "--show-replacement-steps", "--show-sames", "--non-interactive", ...stack],
  { cwd, env: kept, encoding: "utf8", maxBuffer: 1024 ** 3 },
);
if (preview.error) fail(`pulumi could not be started: ${preview.error.message}`);
writeFileSync(plan, preview.stdout, { mode: 0o600 });

const options = [
  ...base,
  ...(env.IMPACT_BASELINE ? ["--baseline", resolve(env.IMPACT_BASELINE)] : []),
];
/** @param {string} format @param {string} name @param {string[]} more */
function impact(format, name, ...more) {
  const output = join(reports, name);
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      bin ?? "",
      "impact",
      "--no-input",
      "--plan",
      plan,
      "--format",
      format,
      "--output",
      output,
      ...options,
      ...more,
    ],
    { env: kept, encoding: "utf8" },
  );
  if (status === 1 || !existsSync(output)) {
    rmSync(secrets, { recursive: true, force: true });
    fail(stderr || "the report could not be made");
  }
  return { status, text: readFileSync(output, "utf8"), output };
}

const gate = env.IMPACT_FAIL_ON ? ["--fail-on", env.IMPACT_FAIL_ON] : [];
const json = impact("json", "impact.json", ...gate);
const text = impact("text", "impact.txt").text;
const markdown = impact("markdown", "impact.md").text;
const summary = impact("github", "summary.md").text;
const sarif = impact("sarif", "impact.sarif").output;
rmSync(secrets, { recursive: true, force: true });

// Names in the text must not be taken for commands of the workflow.
const token = randomUUID();
say(`::stop-commands::${token}\n${text}\n::${token}::`);

const report = JSON.parse(json.text);
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, summary);
if (env.GITHUB_OUTPUT) {
  const end = randomUUID();
  const outputs = {
    risk: report.risk ?? "none",
    headline: report.headline.replace(/\s+/g, " "),
    changes: String(report.changes),
    report: json.output,
    sarif,
  };
  for (const [name, value] of Object.entries(outputs))
    appendFileSync(env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}
const number = event.pull_request?.number;
if (env.IMPACT_COMMENT === "true" && number !== undefined) {
  const wrong = await comment({
    api: env.GITHUB_API_URL ?? "https://api.github.com",
    repository: env.GITHUB_REPOSITORY ?? "",
    number,
    token: env.IMPACT_TOKEN ?? "",
    body: markdown,
  });
  if (wrong) fail(wrong);
}
if (json.status === 3) fail(`The plan reaches the risk ${report.risk}: ${report.headline}`);

/**
 * `npm run bench:impact`: what the report adds to the preview of 1,000 resources, beyond reading the
 * plan: drawing it up and writing it as text. Goal: at most 150 ms. Loading the code comes on top, once
 * a process, and is told beside it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { mustRunSync } from "commerce-services-testkit/process/command";

const GOAL_MS = 150;
const RESOURCES = 1_000;
const ROUNDS = 21;

interface Step {
  readonly urn: string;
  readonly oldState?: Record<string, unknown>;
  readonly newState?: Record<string, unknown>;
}

/** A genuine plan, its stores repeated until there are enough resources, as large as printed. */
function bigPlan(root: string) {
  const plan: { steps: Step[] } = JSON.parse(
    readFileSync(join(root, "test/unit/impact/plans/rotate.json"), "utf8"),
  );
  const isStores = ({ urn }: Step) => /(staging|live|shop[a-z-]*)$/.test(urn) && !/Stack/.test(urn);
  const stores = plan.steps.filter(isStores);
  const trace = Array.from({ length: 16 }, (_, at) => ({
    sourcePosition: `project:///node_modules/@pulumi/pulumi/resource.js#${at},1`,
  }));
  const [first, ...rest] = plan.steps.filter((step) => !isStores(step));
  const many: Step[] = [];
  for (let at = 0; many.length < RESOURCES; at += 1) {
    const text = JSON.stringify(stores)
      .replace(/::(staging|live|shop[a-z-]*)"/g, `::$1-${at}"`)
      .replace(/"name":"(shop[a-z-]*)"/g, `"name":"$1-${at}"`);
    for (const step of JSON.parse(text) as Step[]) {
      for (const state of [step.oldState, step.newState]) if (state) state.stackTrace = trace;
      many.push(step);
    }
  }
  const last = rest.pop();
  return { ...plan, steps: [first, ...rest, ...many.slice(0, RESOURCES), last] };
}

/**
 * In a fresh process, so that nothing is warm: milliseconds of processor time, which other work on the
 * machine does not lengthen.
 */
const CHILD = `
  const ms = (since) => { const { user, system } = process.cpuUsage(since); return (user + system) / 1000; };
  const text = require("node:fs").readFileSync(process.argv[1], "utf8");
  let since = process.cpuUsage();
  JSON.parse(text);
  const parsingMs = ms(since);
  since = process.cpuUsage();
  const { readPlan, impactOf, render } = require(require("node:path").join(process.argv[2], "dist/impact"));
  const loadingMs = ms(since);
  since = process.cpuUsage();
  render(impactOf(readPlan(text), { complete: true }), "text").then(() =>
    process.stdout.write(JSON.stringify({ parsingMs, loadingMs, reportMs: ms(since) - parsingMs })));
`;

interface Measured {
  readonly parsingMs: number;
  readonly loadingMs: number;
  readonly reportMs: number;
}

const measured = (file: string, root: string): Measured =>
  JSON.parse(mustRunSync(process.execPath, ["-e", CHILD, file, root]));

const median = (values: readonly number[]) =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

/** Gives the exit code. */
export function bench(): number {
  const root = checkoutRoot();
  const folder = mkdtempSync(join(tmpdir(), "bench-impact-"));
  try {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(bigPlan(root)));
    measured(file, root);
    const rounds = Array.from({ length: ROUNDS }, () => measured(file, root));
    const report = median(rounds.map(({ reportMs }) => reportMs));
    const lines = [
      `plan of ${RESOURCES} resources, ${(readFileSync(file).length / 1e6).toFixed(1)} MB, ${ROUNDS} fresh processes, medians of processor time`,
      `  reading the plan   ${median(rounds.map(({ parsingMs }) => parsingMs))} ms`,
      `  loading the code   ${median(rounds.map(({ loadingMs }) => loadingMs))} ms`,
      `  the report         ${report} ms (goal ${GOAL_MS} ms)`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return report <= GOAL_MS ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ofGrowth } from "../../../tools/bench/growth";
import type { Lane } from "../../../tools/bench/lane";
import { measureRound } from "../../../tools/bench/round";
import { callTimesIn } from "../../../tools/bench/trace";
import { makeReport, makeRun } from "./report";

const line = (method: string, duration: number | undefined, progress = "response_completed") =>
  JSON.stringify({ method: `/pulumirpc.${method}`, progress, duration, request: {} });

/** As the engine writes it: the beginning of a call, its end, and calls that are not the provider's. */
const LOG = [
  line("ResourceProvider/Check", undefined, "request_started"),
  line("ResourceProvider/Check", 3e6),
  line("ResourceProvider/Check", 1e6),
  line("ResourceProvider/Check", 2e6),
  line("ResourceProvider/Diff", 5e5),
  line("ResourceProvider/Configure", 9e9),
  line("ResourceMonitor/RegisterResource", 9e9),
];

it("finds in the engine's log what each call of a resource took", async () => {
  async function* lines() {
    yield* LOG;
  }
  expect(await callTimesIn(lines())).toEqual([
    { method: "Check", count: 3, medianMs: 2 },
    { method: "Diff", count: 1, medianMs: 0.5 },
  ]);
});

it("traces ours and bare beside what is timed, and leaves no log behind", async () => {
  const dir = mkdtempSync(join(tmpdir(), "commerce-services-trace-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const lane = (way: "ours" | "stock") =>
    ({
      way,
      dir,
      pulumi: async (
        _args: readonly string[],
        { PULUMI_DEBUG_GRPC: path }: NodeJS.ProcessEnv = {},
      ) => {
        if (path) writeFileSync(path, `${LOG.join("\n")}\n`);
        return { ms: path ? 1_000 : 1 };
      },
    }) as unknown as Lane;
  const tools = { engineDir: "", key: "", loads: 0, say: () => {} };
  const task = { round: 0, turns: 1, until: Number.POSITIVE_INFINITY, isTraced: true };
  const runs = await measureRound(
    [lane("ours"), lane("stock")],
    { ...task, lived: ["refresh"] },
    tools,
  );
  expect(runs.map(({ phases }) => phases.refresh?.map(({ ms }) => ms))).toEqual([[1], [1]]);
  expect(runs.map(({ callTimes }) => callTimes?.refresh?.length)).toEqual([2, undefined]);
  expect(existsSync(join(dir, "calls.json"))).toBe(false);
});

it("tells what a further resource takes, and shows traces where there are any", () => {
  const { sizes } = makeReport([10, 100]);
  const callTimes = { refresh: [{ method: "Read" as const, count: 10, medianMs: 1.25 }] };
  const [first] = sizes;
  if (!first) throw new Error("no size");
  expect(ofGrowth(sizes).join("\n")).not.toContain("PULUMI_DEBUG_GRPC");
  const rounds = [[{ ...makeRun("ours", 10), callTimes }]];
  const told = ofGrowth([{ ...first, rounds }, ...sizes.slice(1)]).join("\n");
  expect(told).toContain("| refresh: Read | 1.3 | – | – | – |");
  // Of ours, bare and floor: what they take for each, in the reports made here.
  expect(ofGrowth(sizes).join("\n")).toContain("| preview of new | 52.0 | 50.0 | 48.0 |");
  expect(ofGrowth(sizes).join("\n")).toContain("| no-op up | 52.0 | 50.0 | 48.0 |");
});

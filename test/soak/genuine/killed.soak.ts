import { setTimeout as delay } from "node:timers/promises";
import type { KeyPolicy } from "commerce-services-emulator";
import { describe, expect, it } from "vitest";
import { type Commerce, createCommerce } from "../../engine/stack/commerce";
import { killTree } from "../../engine/stack/kill";
import { standing } from "../../engine/stack/someoneElse";
import { record } from "../record";

/**
 * The genuine CLI, its language host and the provider, killed (-9) at every call of an operation:
 * before the service carries it out, and after it was carried out and saved, before the answer
 * arrives. Then `pulumi cancel` and one `up`. The many more boundaries in process: test/crash.
 */
const operations: Record<string, Record<string, string> | undefined> = {
  create: undefined,
  rotate: { "test:rotation": "2" },
  rename: { "test:label": "renamed", "test:projectName": "Outlet", "test:liveName": "Live" },
};
const policies: readonly KeyPolicy[] = ["exclusive", "overlapping", "delete-first"];
const moments = ["before the call", "after the service saved"] as const;
/** More calls than any of these operations makes; fewer for a quick look. */
const MOST = Number(process.env.KILL_POINTS ?? 20);

const outcome = { points: 0, converged: 0 };

describe.each(policies)("the genuine CLI, killed in an account that is %s", (keyPolicy) => {
  it.each(Object.keys(operations))("converges after cancel and one up: %s", async (name) => {
    for (const moment of moments) {
      for (let nth = 1; nth <= MOST; nth++) {
        const hook: Hook = { exchanged: () => {} };
        const onExchange = () => hook.exchanged();
        const stack = await createCommerce({ account: { keyPolicy, onExchange } });
        try {
          const edit = operations[name];
          if (edit) {
            await mustUp(stack);
            await stack.project.setConfig(edit);
          }
          if (!(await killedAt(stack, hook, moment, nth))) break;
          outcome.points++;
          await converges(stack);
          outcome.converged++;
        } finally {
          await stack.close();
        }
      }
    }
    record("genuine CLI killed", outcome);
  });
});

async function mustUp({ project }: Commerce): Promise<void> {
  const { code, stdout, stderr } = await project.up();
  if (code !== 0) throw new Error(stdout + stderr);
}

/** Kills the run at its n-th call; false when it has fewer and ended by itself. */
async function killedAt(
  { project, emulator }: Commerce,
  hook: Hook,
  moment: (typeof moments)[number],
  nth: number,
): Promise<boolean> {
  const run = project.start(["up", "--yes", "--skip-preview"]);
  let wasReached = false;
  const kill = () => {
    wasReached = true;
    killTree(run.child.pid ?? 0);
  };
  if (moment === "before the call") {
    const effect = { kind: "latency", ms: 600_000 } as const;
    const { id } = emulator.faults.add({ operation: "*", after: nth - 1, effect });
    const isStruck = () => emulator.faults.list().some((fault) => fault.id === id && fault.struck);
    const ended = run.done;
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    while (!isOver && !isStruck()) await delay(5);
    if (isStruck()) kill();
    await ended;
  } else {
    let calls = 0;
    // Called after the service has saved and before the answer leaves; the killing is synchronous.
    hook.exchanged = () => {
      if (++calls === nth) kill();
    };
    await run.done;
  }
  hook.exchanged = () => {};
  emulator.faults.clear();
  return wasReached;
}

/** What the emulator calls for each exchange; a run sets it, once it is about to begin. */
interface Hook {
  exchanged: () => void;
}

async function converges({ project, emulator }: Commerce): Promise<void> {
  await project.cancel();
  const { code, stdout, stderr } = await project.up();
  expect(code, stdout + stderr).toBe(0);
  const { publicKey = "", privateKey = "" } = (await project.outputs()) as Record<string, string>;
  const live = emulator.keys().filter(({ status }) => status === "accepted");
  expect(live.map((key) => key.publicKey)).toEqual([publicKey]);
  expect(await standing(emulator, { environment: "production", publicKey, privateKey })).toBe(
    "accepted",
  );
  const { changeSummary } = await project.previewJson();
  expect(Object.keys(changeSummary)).toEqual(["same"]);
  const projects = (await emulator.snapshot()) as { projects: unknown[] };
  expect(projects.projects).toHaveLength(1);
  expect(project.state().resources.filter((entry) => entry.delete)).toEqual([]);
  expect(project.grepEverywhere(privateKey)).toEqual([]);
}

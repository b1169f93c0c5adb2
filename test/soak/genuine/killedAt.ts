import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { killTree } from "commerce-services-testkit/process/processId";
import { mendSidecar } from "commerce-services-testkit/project/sidecar";
import type { Cut } from "../../crash/cuts";
import type { Command, GenuineStack } from "./stack";

/** The kills that the genuine CLI, its language host and the provider are put to. */
export const kills = [
  "killed before the call was sent",
  "killed after the service saved",
  "killed before the engine saved",
] as const satisfies readonly Cut[];

/** Longer than any run. */
const FOR_EVER_MS = 3_600_000;

/**
 * Kills (-9) the whole run at its n-th call or answer, then does what a person does: `pulumi cancel`.
 * False when the run has fewer and has ended.
 */
export async function killedAt(
  stack: GenuineStack,
  [command, ...flags]: Command,
  cut: Cut,
  nth: number,
): Promise<boolean> {
  const { project, emulator } = stack.commerce;
  const { env } = project;
  let isKilled = false;
  let kill = () => {};
  let isReached = () => false;
  if (cut === "killed before the call was sent") {
    // On its way for ever; and should it ever get there, it is not carried out.
    const at = { operation: "*", after: nth - 1 } as const;
    const { id } = emulator.faults.add({ ...at, effect: { kind: "latency", ms: FOR_EVER_MS } });
    emulator.faults.add({ ...at, effect: { kind: "reset", when: "before-change" } });
    isReached = () => emulator.faults.list().some((fault) => fault.id === id && fault.struck > 0);
  } else if (cut === "killed after the service saved") {
    let calls = 0;
    stack.exchanged = () => {
      if (++calls === nth) kill();
    };
  } else {
    const flag = join(project.root, "held");
    rmSync(flag, { force: true });
    env.TEST_HELD_ANSWER = String(nth);
    env.TEST_HELD_FLAG = flag;
    isReached = () => existsSync(flag);
  }
  const { pid, done } = project.start([command, "--yes", "--skip-preview", ...flags]);
  kill = () => {
    isKilled = true;
    killTree(pid);
  };
  let isOver = false;
  const ended = done.then(() => {
    isOver = true;
  });
  while (!isOver && !isReached()) await delay(5);
  if (isReached()) kill();
  await ended;
  stack.exchanged = () => {};
  emulator.faults.clear();
  delete env.TEST_HELD_ANSWER;
  if (!isKilled) return false;
  if (mendSidecar(project.stateFile)) stack.sidecarsMended++;
  const { code, stdout, stderr } = await project.cancel();
  if (code !== 0) throw new Error(`pulumi cancel: ${stdout}${stderr}`);
  return true;
}

import { join } from "node:path";
import { buildPackages } from "commerce-services-testkit/build";
import { type Progress, setUpEngine, showProgress } from "commerce-services-testkit/engine";
import { withLock } from "commerce-services-testkit/engine/lock";
import { announce } from "./announce";
import { type RunningEmulator, startEmulator } from "./emulator";
import { type Folders, makeFolders } from "./folders";
import { impactText } from "./impact";
import type { Options } from "./options";
import { keptText, planText, timelineText, verdictText } from "./report";
import { nextRotation } from "./rotation";
import { openStack, type Stack } from "./stack";
import { type Store, startStore } from "./store";
import { timeline } from "./timeline";
import { objections } from "./verdict";

const storeNames = ["shop", "shop-staging"];

/** Runs it all, printing as it goes. True when the preview told the truth. */
export async function quickStart(
  options: Options,
  print: (lines: readonly string[]) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const progress = showProgress();
  try {
    progress.phase("Building the packages");
    await buildPackages(["provider", "emulator"], signal);
    const engineDir = await setUpEngine({ progress, signal });
    const folders = makeFolders(options.state);
    const waiting = () => progress.phase("Waiting for another quick start in this folder");
    return await withLock(
      join(folders.state, "lock"),
      async () => {
        progress.phase("Starting the emulator");
        const emulator = await startEmulator(folders.state, options.keyPolicy, signal);
        let kept = false;
        try {
          progress.phase("Bringing the stack up");
          const stack = await openStack(engineDir, folders, signal);
          await stack.configure(emulator, emulator.portalToken, options.keyPolicy);
          await stack.up();
          progress.end();
          const holds = await rotate(stack, folders, options, print, progress, signal);
          if (options.keep) {
            kept = true;
            const next = nextRotation(await stack.rotation());
            print(["", ...keptText(emulator, stack.env, engineDir, folders, next)]);
          }
          return holds;
        } finally {
          await leave(emulator, kept);
        }
      },
      { onWait: waiting, signal },
    );
  } finally {
    progress.end();
  }
}

const leave = async (emulator: RunningEmulator, kept: boolean) =>
  kept ? emulator.letGo() : emulator.stop();

async function rotate(
  stack: Stack,
  folders: Folders,
  { keyPolicy }: Options,
  print: (lines: readonly string[]) => void,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const from = await stack.rotation();
  const to = nextRotation(from);
  let stores: Store[] = [];
  try {
    progress.phase("Previewing a rotation");
    await stack.setRotation(to);
    const planFile = join(folders.state, "plan.json");
    const plan = await stack.plan(planFile);
    const announced = announce(keyPolicy, plan);
    const impact = await impactText(planFile, keyPolicy, folders, signal);
    progress.end();
    print([
      "",
      `The preview of rotation ${from} to ${to}:`,
      ...planText(keyPolicy, plan, announced),
    ]);

    progress.phase("Carrying it out while the stores keep calling");
    const since = performance.now();
    const elapsedMs = () => Math.round(performance.now() - since);
    stores = storeNames.map((name) => startStore(join(folders.stores, `${name}.json`), elapsedMs));
    const steps = await stack.upTimed(elapsedMs);
    await Promise.all(stores.map((store) => store.answeredSince(elapsedMs())));
    await Promise.all(stores.map((store) => store.stop()));
    progress.end();

    const calls = stores.flatMap((store) => store.calls);
    const against = objections({ announced, steps, calls, stores: storeNames });
    print(["", "What happened:", ...timelineText(timeline(steps, calls), announced)]);
    print(["", ...verdictText(calls, announced, against)]);
    // Last: it is what a reviewer sees of such a change, and long.
    print(["", "What the preview's impact report had said (commerce-services impact):", ...impact]);
    return against.length === 0;
  } finally {
    await Promise.all(stores.map((store) => store.stop()));
    progress.end();
  }
}

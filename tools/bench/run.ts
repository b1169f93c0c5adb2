import { generateKeyPairSync } from "node:crypto";
import { setUpEngine } from "commerce-services-testkit/engine";
import { type Measured, measureSize, type Tools } from "./measure";
import { onCloud, planOf } from "./mix";
import type { Notebook } from "./notebook";
import { roundsFor } from "./options";
import { measureOutputs, type OutputsCost } from "./outputs";
import { measureRotation, type Rotation } from "./rotation";
import { measureSettings, type Setting } from "./settings";
import { measureSplit, type Split } from "./split";
import { type Phase, TURNS, type Way } from "./ways";

/** What to measure. */
export interface Task {
  /** Numbers of resources, rising. */
  readonly sizes: readonly number[];
  readonly ways: readonly Way[];
  readonly phases: readonly Phase[];
  /** Rounds of every way; else as many as {@link roundsFor} says. See {@link roundsOf}. */
  readonly runs?: number | undefined;
  /** Starts of the provider process by itself, in each round. */
  readonly loads: number;
  /** How many data spaces the rotation feeds. */
  readonly rotated: number;
  /** Whether settings of the engine, what outputs cost, and a split stack are measured too. */
  readonly isFull: boolean;
  /** What the whole may take: second rounds that would not end in time are left out. */
  readonly minutes: number;
}

/** What a task found. */
export interface Findings {
  readonly sizes: readonly Measured[];
  readonly rotation: Rotation;
  readonly settings: readonly Setting[];
  readonly split?: Split | undefined;
  readonly outputs?: OutputsCost | undefined;
}

/** Large enough to show what the state's growth costs, small enough to be run several times. */
const SETTINGS_SIZE = 150;
/** A stack of the largest size, as so many stacks. */
const SPLIT_STACKS = 10;

/** Measures step by step, the longest last: each step is noted when it is done. */
export async function measureTask(
  { sizes, ways, phases, runs, loads, rotated, isFull, minutes }: Task,
  say: Tools["say"],
  notebook: Notebook,
): Promise<Findings> {
  const tools: Tools = { engineDir: await setUpEngine(), key: standInKey(), loads, say };
  const largest = sizes.at(-1) ?? 0;
  const rotation = await notebook.once("rotation", () =>
    measureRotation(onCloud(planOf(rotated)), ways, tools),
  );
  const settingsSize = Math.min(SETTINGS_SIZE, largest);
  const settings = isFull ? await measureSettings(settingsSize, tools, notebook) : [];
  const outputs = isFull
    ? await notebook.once("outputs", () => measureOutputs(settingsSize, tools))
    : undefined;
  const split = isFull
    ? await notebook.once("split", () => measureSplit(largest, SPLIT_STACKS, tools))
    : undefined;
  const turns = isFull ? TURNS : 1;
  const measured: Measured[] = [];
  for (const size of sizes) {
    const rounds = roundsOf({ sizes, ways, runs, isFull }, size);
    const task = { size, rounds, phases, turns, isTraced: isFull, minutes };
    measured.push(await measureSize(task, tools, notebook));
  }
  return { sizes: measured, rotation, settings, split, outputs };
}

/**
 * By round, who still has one to go. Where time is short, at the largest of several sizes, the plugin
 * joins in the second: the other four are this package and what it could be replaced by, and come
 * first. The short form has time for all.
 */
export function roundsOf(
  { sizes, ways, runs, isFull }: Pick<Task, "sizes" | "ways" | "runs" | "isFull">,
  size: number,
): Way[][] {
  const countOf = (way: Way) => runs ?? roundsFor(way);
  const isPluginLate = isFull && sizes.length > 1 && size === sizes.at(-1);
  const count = Math.max(...ways.map(countOf));
  return Array.from({ length: count }, (_, round) =>
    ways.filter(
      (way) => round < countOf(way) && !(isPluginLate && way === "plugin" && round === 0),
    ),
  );
}

function standInKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
}

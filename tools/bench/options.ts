import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { SMALLEST } from "./mix";
import { CLOSE, type Way } from "./ways";

export interface Options {
  readonly quick: boolean;
  /** Numbers of resources, rising. */
  readonly sizes: readonly number[];
  /**
   * Rounds of every way at every size, but that the plugin joins at the largest of several in the
   * second; else as many as {@link roundsFor} says.
   */
  readonly runs?: number;
  /** Where table, picture and data go. Absolute. */
  readonly output: string;
  /** Takes up what an interrupted run has measured. */
  readonly isContinued: boolean;
  /** How long the whole may take. */
  readonly minutes: number;
  /** Data of an earlier run: nothing is measured, the page and the picture are written anew. */
  readonly from?: string;
  /** What was typed, for the page. */
  readonly command: string;
}

const QUICK = [10, 100];
const FULL = [10, 100, 1_000];

/** Where there is time: the first round of 1,000 takes half an hour, nearly half of that stock. */
export const roundsFor = (way: Way): number => (CLOSE.includes(way) ? 2 : 1);
/** Of the promised 40; what is measured is most of it, but not all. */
const MINUTES = 39;

/** Throws commander's error, after commander has said what is wrong or shown the help. */
export function readOptions(args: readonly string[]): Options {
  const given = new Command("npm run bench --")
    .description(
      [
        "Measures this package on the genuine Pulumi engine, through its dynamic provider (ours) and its plugin (plugin), beside what it could be replaced by: a provider that does nothing (bare), stock dynamic resources (stock), and component resources without any provider (floor).",
        "Exit code 1: a ratio or a number of calls is worse than the gate allows. Seconds are never judged.",
      ].join("\n\n"),
    )
    .option("--quick", `sizes ${QUICK.join(" and ")} only: for CI`, false)
    .option("--sizes <list>", `numbers of resources (default: ${FULL.join(",")})`, sizes)
    .option(
      "--runs <count>",
      "rounds of every way at every size; at the largest of several the plugin has one less, unless --quick (default: two of what is compared closely, else one)",
      count,
    )
    .option(
      "--minutes <count>",
      "leave out further rounds, and destroys, that would end later",
      count,
      MINUTES,
    )
    .option("--continue", "go on where an interrupted run of the same sizes ended", false)
    .option("--output <folder>", "where the results go (default: docs, or .bench unless full)")
    .option("--from <file>", "write page and picture anew from the data of an earlier run")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(args, { from: "user" })
    .opts<Given>();
  const chosen = given.sizes ?? (given.quick ? QUICK : FULL);
  const from = given.from === undefined ? undefined : resolve(checkoutRoot(), given.from);
  const isFull = FULL.every((size) => chosen.includes(size));
  return {
    quick: given.quick,
    isContinued: given.continue,
    minutes: given.minutes,
    sizes: chosen,
    ...(given.runs !== undefined && { runs: given.runs }),
    ...(from && { from }),
    // Not the current folder: npm runs scripts in the checkout's root, and so does who types it there.
    output: resolve(
      checkoutRoot(),
      given.output ?? (from ? dirname(from) : isFull ? "docs" : ".bench"),
    ),
    command: ["npm run bench", ...(args.length ? ["--", ...args] : [])].join(" "),
  };
}

interface Given {
  readonly quick: boolean;
  readonly sizes?: number[];
  readonly runs?: number;
  readonly minutes: number;
  readonly continue: boolean;
  readonly output?: string;
  readonly from?: string;
}

function sizes(text: string): number[] {
  const all = [...new Set(text.split(",").map(count))].sort((a, b) => a - b);
  if (all.every((size) => size >= SMALLEST)) return all;
  throw new InvalidArgumentError(`expected ${SMALLEST} or more`);
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value;
  throw new InvalidArgumentError("expected a whole number");
}

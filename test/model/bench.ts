import type { Call, Emulator, KeyPolicy, Reply } from "commerce-services-emulator";
import type { RunOptions } from "commerce-services-testkit/inProcess/engine";
import type { Knobs } from "commerce-services-testkit/inProcess/program";
import type { Recorded, Stack } from "commerce-services-testkit/inProcess/stack";
import type { Cut } from "../crash/cuts";

/** A stack with its account, and all that can happen to the two. */
export interface StackUnderTest {
  readonly emulator: Emulator;
  /** What the engine has recorded, as of the last run's end. */
  readonly stack: Stack;
  /** What it has recorded at this moment, while a run is under way too; secrets may be missing. */
  now(): readonly Recorded[];
  /** The pairs that work or soon will. */
  live(): string[];
  advance(ms: number): void;
  setStoreDown(isDown: boolean): void;
  setPolicy(policy: KeyPolicy): Promise<void>;
  /** Brings the program with these knobs up; resolves to what failed, nothing when all went well. */
  up(knobs: Knobs, options?: UpOptions): Promise<readonly string[]>;
  refresh(): Promise<readonly string[]>;
  /** An up that is disturbed at its n-th boundary; it has ended one way or another. */
  disturbedUp(knobs: Knobs, cut: Cut, nth: number): Promise<void>;
  /** The same program comes up from a backend that knows nothing of this one. */
  cloneUp(knobs: Knobs): Promise<void>;
}

export interface UpOptions extends RunOptions {
  /** Refreshes first; what fails in that begins with `refresh: `. */
  readonly refresh?: boolean;
}

/** Where stacks come from: the lifecycles in this process, or the genuine CLI (test/soak/genuine). */
export interface Bench {
  /** How its runs can be disturbed. */
  readonly cuts: readonly Cut[];
  /** A stack that is up, in an account of this policy. It ends the one before. */
  start(policy: KeyPolicy): Promise<StackUnderTest>;
  close(): Promise<void>;
}

/** Called for each exchange with the service: carried out, its answer not sent. */
export type Witness = (call: Call, reply: Reply) => void;

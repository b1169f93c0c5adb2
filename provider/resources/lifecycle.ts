import type { Configuration } from "../config/configuration";
import type { Clock } from "../domain/clock";
import type { CommerceServicesError } from "../domain/errors";
import type { Previewed, Properties, Unknown } from "../domain/unknown";
import type { Portal } from "../portal";
import type { Registry } from "../registry";
import type { Halves } from "../witness/forms";
import type { Holder, Witness } from "../witness/witness";
import type { Run } from "./run/run";

/** What check and diff may use: nothing that could make a call. */
export interface Offline {
  readonly configuration: Configuration;
  /** What this run has seen of the stack's resources so far. */
  readonly run: Run;
  /** The resource's own name in the stack (its urn): stable, unique, not a secret. */
  readonly resource: string;
  /** A warning on the resource's row; its text carries its code. Shown at most once a run. */
  warn(message: string): void;
}

/** What the calls that reach the service may use. */
export interface Online extends Offline {
  readonly clock: Clock;
  readonly registry: Registry;
  /** Throws CS1205 or CS1106 when no portal is configured: ask only when a pair must be issued. */
  portal(): Portal;
  readonly stack: StackState;
  /** On the resource's row, as a warning is: what needs no action. */
  inform(message: string): void;
}

/**
 * What the engine has recorded of the whole stack, this run's steps so far included. Each throws
 * CS4131 where it can't be read.
 */
export interface StackState {
  /** The stack as it was when this run first asked: before it had made anything. */
  before(): Promise<Witness>;
  /** Whether any recorded resource, pending deletions included, is this pair. */
  records(publicKey: string): Promise<boolean>;
  /**
   * Who holds the pair.
   *
   * @param made the pair that this run has made in its place, which must be recorded by now
   */
  holders(pair: Halves, made: string | undefined): Promise<readonly Holder[]>;
  /** The names of the resources that are recorded as this data space's bindings. */
  bindings(dataSpaceId: string): Promise<readonly string[]>;
  /** Which of these the running command leaves out; undefined where that can't be told. */
  leftOut(urns: readonly string[]): readonly string[] | undefined;
}

export interface Checked<Inputs> {
  readonly inputs: Previewed<Inputs>;
  readonly failures: readonly CommerceServicesError[];
}

/**
 * - `same`: nothing that matters differs.
 * - `changed`: inputs differ; those in `replaces` cost a new resource.
 * - `drifted`: the inputs are equal, but what the service showed calls for a new resource.
 */
export type Difference =
  | { readonly kind: "same" }
  | { readonly kind: "changed"; readonly replaces: readonly string[] }
  | { readonly kind: "drifted"; readonly replaces: readonly string[] };

/** What is known of a resource before it is made or changed: its id, and what differs from its inputs. */
export interface Preview {
  readonly id?: string | undefined;
  /** Named are outputs, and inputs that the result will not simply echo; `undefined`: absent. */
  readonly state: Properties;
}

/** Something of the account that no stack has recorded yet, and the declaration that means it. */
export interface Imported<Inputs, State> {
  readonly state: State;
  readonly inputs: Inputs;
}

/**
 * What each call of an infrastructure engine means for one kind of resource: plain data in, plain
 * data out. Nothing here knows which engine asks. A failure after the service has changed
 * something is thrown as PartialFailure, so that what the service answered is kept.
 */
export interface Lifecycle<Inputs, State extends Inputs> {
  /** Canonical inputs, or why they are refused. `olds` are the last accepted inputs, if any. Pure. */
  check(olds: Properties | undefined, news: Properties, offline: Offline): Checked<Inputs>;
  /** What going from the recorded state to these checked inputs costs. Pure. */
  diff(id: string, state: State, inputs: Previewed<Inputs>, offline: Offline): Difference;
  /**
   * What `create` (without a state) or `update` will come to, as far as a preview can know. What is
   * not named stays unknown: a preview that said too much would lie. Pure.
   */
  preview(
    inputs: Exclude<Previewed<Inputs>, Unknown>,
    state: State | undefined,
    offline: Offline,
  ): Preview;
  create(inputs: Inputs, online: Online): Promise<{ id: string; state: State }>;
  /** The state as the service shows it now; undefined when the thing is gone. */
  read(id: string, state: State, online: Online): Promise<State | undefined>;
  /**
   * Takes over what the account has under this id; undefined when it has no such thing.
   *
   * @param given what is known of it: its name here, or what a program looks it up with
   */
  import(
    id: string,
    given: Properties,
    online: Online,
  ): Promise<Imported<Inputs, State> | undefined>;
  update(id: string, state: State, inputs: Inputs, online: Online): Promise<State>;
  delete(id: string, state: State, online: Online): Promise<void>;
}

/**
 * A failure after the service had already made or changed something. Carries the id and the state
 * reached, so that the engine records them: a private key is answered once, and a resource that
 * is not recorded is lost. The next run finishes the work through `update`.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    readonly id: string,
    readonly state: Readonly<Record<string, unknown>>,
    readonly reason: CommerceServicesError,
  ) {
    super(reason.message, { cause: reason });
  }
}

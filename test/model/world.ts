import type { Call, KeyPolicy, Reply } from "commerce-services-emulator";
import { faultOf, Scissors } from "../crash/cuts";
import { type Account, openAccount } from "../crash/engine/account";
import { Run, type RunOptions } from "../crash/engine/engine";
import { type Knobs, knobs, programOf } from "../crash/engine/program";
import { Stack } from "../crash/engine/stack";
import { disagreements } from "../crash/judge";
import type { Action } from "./actions";

/** What must hold was broken; its message names the sequence's step. */
export class Broken extends Error {}

/** What is known of the account and the stack without looking at them. Small on purpose. */
interface Model {
  policy: KeyPolicy;
  knobs: Knobs;
  before: Knobs;
  /** The recorded pair may be dead without the stack having noticed. */
  mayBeDead: boolean;
  /** Pairs that interrupted runs and clones have left: nobody's, until somebody tidies up. */
  readonly stranded: Set<string>;
  /** A run is under way that may delete only what nobody holds. */
  guarded: "up" | "targeted" | undefined;
}

/** One account with one stack, the actions on it, and the invariants that each must keep. */
export class World {
  #stack = new Stack();
  #model: Model = fresh("overlapping");
  #scissors = new Scissors(undefined, 0);
  readonly #broken: string[] = [];
  #starts = new Map<KeyPolicy, { account: unknown; stack: Stack }>();

  private constructor(readonly account: Account) {}

  static async open(): Promise<World> {
    let world: World | undefined;
    const account = await openAccount("overlapping", (call, reply) => {
      if (world) world.#exchanged(call, reply);
    });
    world = new World(account);
    const empty = await account.emulator.snapshot();
    for (const policy of ["exclusive", "overlapping", "delete-first"] as const) {
      await account.emulator.restore(empty);
      account.setPolicy(policy);
      const stack = new Stack();
      await new Run(stack, account.process(stack)).up(programOf(knobs, policy));
      world.#starts.set(policy, { account: await account.emulator.snapshot(), stack });
    }
    return world;
  }

  close = () => this.account.close();

  /** Back to a stack that is up, in an account of this policy. */
  async start(policy: KeyPolicy): Promise<void> {
    const start = this.#starts.get(policy);
    if (!start) throw new Error(policy);
    this.#model = fresh(policy);
    this.account.storeIsDown = false;
    this.account.emulator.faults.clear();
    await this.account.emulator.restore(start.account);
    this.account.setPolicy(policy);
    this.account.advance(1);
    this.#stack = start.stack.copy();
    this.#broken.length = 0;
  }

  async act(action: Action): Promise<void> {
    const { account } = this;
    const model = this.#model;
    switch (action.kind) {
      case "up":
        return this.#undisturbed(() => this.#up());
      case "refresh and up":
        return this.#undisturbed(async () => {
          const run = new Run(this.#stack, this.#process());
          await run.refresh();
          this.#must(run.failures.length === 0, `refresh failed: ${run.failures.join("; ")}`);
          await run.up(this.#program());
          if (run.failures.length === 0) model.mayBeDead = false;
          return run;
        });
      case "refresh":
        return this.#undisturbed(() => new Run(this.#stack, this.#process()).refresh(), "refresh");
      case "rotate":
        return this.#edit({ rotation: action.to });
      case "roll back":
        model.knobs = { ...model.knobs, rotation: model.before.rotation };
        return;
      case "rename":
        return this.#edit({ projectName: action.to, liveName: `${action.to} live` });
      case "rebind":
        return this.#edit({ stagingSpace: action.to, stagingStore: `store of ${action.to}` });
      case "drop or declare staging":
        return this.#edit({ hasStaging: !model.knobs.hasStaging });
      case "disturbed up":
        return this.#disturbed(action.cut, action.nth);
      case "up --target key":
        return this.#undisturbed(() => this.#up({ targets: ["key"] }), "targeted");
      case "up --continue-on-error":
        return this.#undisturbed(() => this.#up({ continueOnError: true }));
      case "somebody deletes the pair": {
        const id = this.#stack.live("key")?.id;
        if (id && account.live().includes(id)) account.emulator.deleteKey(id);
        model.mayBeDead = true;
        return;
      }
      case "somebody tidies the portal":
        for (const key of account.live()) {
          if (!this.#recorded().includes(key)) account.emulator.deleteKey(key);
        }
        model.stranded.clear();
        return;
      case "a clone comes up":
        return this.#clone();
      case "the store fails":
        account.storeIsDown = action.isDown;
        return;
      case "time passes":
        return account.advance(action.ms);
      case "the account's policy becomes":
        // What a half-done rotation means changes with the policy; an account does not do that.
        if (this.#stack.resources.some((entry) => entry.delete)) return;
        if (account.live().length > 1) return;
        model.policy = action.policy;
        return account.setPolicy(action.policy);
    }
  }

  #edit(change: Partial<Knobs>): void {
    this.#model.before = this.#model.knobs;
    this.#model.knobs = { ...this.#model.knobs, ...change };
  }

  #program = () => programOf(this.#model.knobs, this.#model.policy);
  #process = () => this.account.process(this.#stack);
  #recorded = () =>
    this.#stack.resources.filter(({ kind }) => kind === "ApiKeyPair").map(({ id }) => id);
  #up = (options: RunOptions = {}) =>
    new Run(this.#stack, this.#process(), options).up(this.#program());

  #must(holds: boolean, what: string): void {
    if (!holds) this.#broken.push(what);
  }

  /** A run that nobody disturbs: it may fail only for reasons that the model knows of. */
  async #undisturbed(
    work: () => Promise<Run>,
    scope: "up" | "targeted" | "refresh" = "up",
  ): Promise<void> {
    const { account } = this;
    const model = this.#model;
    const held = account.live();
    const wasStranded = [...model.stranded].some((key) => held.includes(key));
    model.guarded = scope === "refresh" ? undefined : scope;
    const run = await work();
    model.guarded = undefined;
    const failures = run.failures.join("; ");
    const strangers = account.live().filter((key) => !this.#recorded().includes(key));
    for (const key of strangers) {
      this.#must(model.stranded.has(key), `${key} is live and nobody's`);
    }
    if (failures) {
      const excused =
        account.storeIsDown ||
        model.mayBeDead ||
        scope === "targeted" ||
        (wasStranded && model.policy === "delete-first");
      this.#must(excused, `a run that nobody disturbed failed: ${failures}`);
    } else if (scope === "up") {
      this.#agree();
    }
    this.#settle();
  }

  /** Stack and account agree, as far as the stack can know. */
  #agree(): void {
    const model = this.#model;
    const key = this.#stack.live("key");
    const isLive = key !== undefined && this.account.live().includes(key.id);
    if (!isLive) {
      this.#must(model.mayBeDead, "the declared pair does not work");
      return;
    }
    model.mayBeDead = false;
    const known = [...model.stranded].join(" ");
    for (const fault of disagreements(this.account, this.#stack, model.knobs, known)) {
      this.#must(false, fault);
    }
  }

  async #disturbed(cut: Parameters<typeof faultOf>[0], nth: number): Promise<void> {
    const { account } = this;
    const scissors = new Scissors(cut, nth);
    this.#scissors = scissors;
    const fault = faultOf(cut, nth);
    if (fault) account.emulator.faults.add(fault);
    this.#model.guarded = "up";
    const run = new Run(this.#stack, account.process(this.#stack, scissors));
    await Promise.race([run.up(this.#program()), scissors.death]);
    this.#model.guarded = undefined;
    scissors.isDead = true;
    account.emulator.faults.clear();
    const recorded = this.#recorded();
    for (const key of account.live()) {
      if (!recorded.includes(key)) this.#model.stranded.add(key);
    }
    this.#model.mayBeDead = true;
    this.#settle();
  }

  /** By then a store has used the pair: the clone can't see the record, but it can see that. */
  async #clone(): Promise<void> {
    const { account } = this;
    const model = this.#model;
    account.advance(60_000);
    const key = this.#stack.live("key");
    const held = key && account.live().includes(key.id) ? key.id : undefined;
    if (key && held) {
      const process = account.process(this.#stack);
      await process.providers.ApiKeyPair.read(key.id, key.outputs);
    }
    const clone = new Stack();
    await new Run(clone, account.process(clone)).up(this.#program());
    const live = account.live();
    if (model.policy !== "exclusive" && held) {
      this.#must(live.includes(held), "a clone deleted the pair that this stack uses");
    }
    for (const other of live) if (other !== held) model.stranded.add(other);
    model.mayBeDead = true;
    this.#settle();
  }

  #settle(): void {
    if (this.#broken.length > 0) throw new Broken(this.#broken.join("; "));
  }

  /** At the moment of a deletion: whoever is recorded with the pair would be cut off by it. */
  #exchanged(call: Call, reply: Reply): void {
    this.#scissors.exchanged();
    const model = this.#model;
    const isSecondProject = call.operation === "project.initialize" && reply.status < 300;
    this.#must(!isSecondProject, "a second project was made");
    if (call.operation !== "keys.delete" || reply.status >= 300 || !model.guarded) return;
    if (model.policy === "delete-first") return;
    const key = call.params.publicKey ?? "";
    const holders = this.#stack.resources.filter(
      ({ inputs, delete: old }) =>
        !old &&
        (inputs.publicKey === key ||
          (inputs.keyPair as { publicKey?: string } | undefined)?.publicKey === key),
    );
    const names = holders.map(({ name }) => name);
    this.#must(names.length === 0, `${key} was deleted while ${names.join(", ")} held it`);
  }
}

const fresh = (policy: KeyPolicy): Model => ({
  policy,
  knobs,
  before: knobs,
  mayBeDead: false,
  stranded: new Set(),
  guarded: undefined,
});

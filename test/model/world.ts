import type { Call, KeyPolicy, Reply } from "commerce-services-emulator";
import { type Knobs, knobs } from "commerce-services-testkit/inProcess/program";
import { signature } from "../../provider/keys/jwt";
import type { Cut } from "../crash/cuts";
import { disagreements } from "../crash/judge";
import type { Action } from "./actions";
import type { Bench, StackUnderTest, Witness } from "./bench";

/** What must hold was broken; its message names the sequence's step. */
export class Broken extends Error {}

/** What is known of the account and the stack without looking at them. Small on purpose. */
interface Model {
  policy: KeyPolicy;
  knobs: Knobs;
  before: Knobs;
  storeIsDown: boolean;
  /** The recorded pair may be dead without the stack having noticed. */
  mayBeDead: boolean;
  /** Pairs that interrupted runs and clones have left: nobody's, until somebody tidies up. */
  readonly stranded: Set<string>;
  /** A run is under way that may delete only what nobody holds. */
  isGuarded: boolean;
}

/** What a run that nobody disturbs looked at. */
type Scope = "up" | "targeted" | "refresh";

/** One account with one stack, the actions on it, and the invariants that each must keep. */
export class World {
  #model: Model = fresh("overlapping");
  readonly #broken: string[] = [];
  #subject: StackUnderTest | undefined;

  private constructor(readonly bench: Bench) {}

  static async open(makeBench: (witness: Witness) => Promise<Bench>): Promise<World> {
    // The bench makes calls of its own before there is a world that could judge them.
    let judge: Witness = () => {};
    const world = new World(await makeBench((call, reply) => judge(call, reply)));
    judge = (call, reply) => world.#exchanged(call, reply);
    return world;
  }

  close = () => this.bench.close();

  /** Back to a stack that is up, in an account of this policy. */
  async start(policy: KeyPolicy): Promise<void> {
    this.#model = fresh(policy);
    this.#subject = undefined;
    this.#subject = await this.bench.start(policy);
    this.#broken.length = 0;
  }

  get #of(): StackUnderTest {
    if (!this.#subject) throw new Error("begin with start");
    return this.#subject;
  }

  async act(action: Action): Promise<void> {
    const subject = this.#of;
    const model = this.#model;
    switch (action.kind) {
      case "up":
        return this.#undisturbed("up", () => subject.up(model.knobs));
      case "refresh and up":
        return this.#undisturbed("up", async () => {
          const failures = await subject.up(model.knobs, { refresh: true });
          const ofRefresh = failures.filter((failure) => failure.startsWith("refresh: "));
          this.#must(ofRefresh.length === 0, ofRefresh.join("; "));
          if (failures.length === 0) model.mayBeDead = false;
          return failures;
        });
      case "refresh":
        return this.#undisturbed("refresh", () => subject.refresh());
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
        return this.#undisturbed("targeted", () => subject.up(model.knobs, { targets: ["key"] }));
      case "up --continue-on-error":
        return this.#undisturbed("up", () => subject.up(model.knobs, { continueOnError: true }));
      case "somebody deletes the pair": {
        const id = subject.stack.live("key")?.id;
        if (id && subject.live().includes(id)) subject.emulator.deleteKey(id);
        model.mayBeDead = true;
        return;
      }
      case "somebody tidies the portal":
        for (const key of subject.live()) {
          if (!this.#recorded().includes(key)) subject.emulator.deleteKey(key);
        }
        model.stranded.clear();
        return;
      case "a clone comes up":
        return this.#clone();
      case "the store fails":
        model.storeIsDown = action.isDown;
        return subject.setStoreDown(action.isDown);
      case "time passes":
        return subject.advance(action.ms);
      case "the account's policy becomes":
        // What a half-done rotation means changes with the policy; an account does not do that.
        if (subject.stack.resources.some((entry) => entry.delete)) return;
        if (subject.live().length > 1) return;
        model.policy = action.policy;
        return subject.setPolicy(action.policy);
    }
  }

  #edit(change: Partial<Knobs>): void {
    this.#model.before = this.#model.knobs;
    this.#model.knobs = { ...this.#model.knobs, ...change };
  }

  #recorded = () =>
    this.#of.stack.resources.filter(({ kind }) => kind === "ApiKeyPair").map(({ id }) => id);

  #must(holds: boolean, what: string): void {
    if (!holds) this.#broken.push(what);
  }

  /** A run that nobody disturbs: it may fail only for reasons that the model knows of. */
  async #undisturbed(scope: Scope, work: () => Promise<readonly string[]>): Promise<void> {
    const subject = this.#of;
    const model = this.#model;
    const held = subject.live();
    const wasStranded = [...model.stranded].some((key) => held.includes(key));
    model.isGuarded = scope !== "refresh";
    const failures = await work();
    model.isGuarded = false;
    const strangers = subject.live().filter((key) => !this.#recorded().includes(key));
    for (const key of strangers) {
      this.#must(model.stranded.has(key), `${key} is live and nobody's`);
    }
    if (failures.length > 0) {
      const excused =
        model.storeIsDown ||
        model.mayBeDead ||
        scope === "targeted" ||
        (wasStranded && model.policy === "delete-first");
      this.#must(excused, `a run that nobody disturbed failed: ${failures.join("; ")}`);
    } else if (scope === "up") {
      this.#agree();
    }
    this.#settle();
  }

  /** Stack and account agree, as far as the stack can know. */
  #agree(): void {
    const subject = this.#of;
    const model = this.#model;
    const key = subject.stack.live("key");
    const isLive = key !== undefined && subject.live().includes(key.id);
    if (!isLive) {
      this.#must(model.mayBeDead, "the declared pair does not work");
      return;
    }
    model.mayBeDead = false;
    const known = [...model.stranded].join(" ");
    for (const fault of disagreements(subject, subject.stack, model.knobs, known)) {
      this.#must(false, fault);
    }
  }

  async #disturbed(cut: Cut, nth: number): Promise<void> {
    const subject = this.#of;
    this.#model.isGuarded = true;
    await subject.disturbedUp(this.#model.knobs, cut, nth);
    this.#model.isGuarded = false;
    const recorded = this.#recorded();
    for (const key of subject.live()) {
      if (!recorded.includes(key)) this.#model.stranded.add(key);
    }
    this.#model.mayBeDead = true;
    this.#settle();
  }

  /** By then a store has used the pair: the clone can't see the record, but it can see that. */
  async #clone(): Promise<void> {
    const subject = this.#of;
    const model = this.#model;
    subject.advance(60_000);
    const key = subject.stack.live("key");
    const held = key && subject.live().includes(key.id) ? key.id : undefined;
    if (key && held) await this.#use(held, String(key.outputs.privateKey));
    await subject.cloneUp(model.knobs);
    const live = subject.live();
    if (model.policy !== "exclusive" && held) {
      this.#must(live.includes(held), "a clone deleted the pair that this stack uses");
    }
    for (const other of live) if (other !== held) model.stranded.add(other);
    model.mayBeDead = true;
    this.#settle();
  }

  async #use(publicKey: string, privateKey: string): Promise<void> {
    const { gatewayUrl, clock } = this.#of.emulator;
    const token = signature({ privateKey }, clock.now());
    const { ok } = await fetch(new URL("merchant-registry/v1/ping", gatewayUrl), {
      headers: { "magento-api-key": publicKey, "x-api-key": publicKey, "x-gw-signature": token },
    });
    this.#must(ok, "the recorded private key is refused");
  }

  #settle(): void {
    if (this.#broken.length > 0) throw new Broken(this.#broken.join("; "));
  }

  /** After each exchange: what must hold at every moment. */
  #exchanged(call: Call, reply: Reply): void {
    const model = this.#model;
    const subject = this.#subject;
    if (!subject || reply.status >= 300) return;
    this.#must(call.operation !== "project.initialize", "a second project was made");
    if (call.operation === "keys.create" && model.policy === "exclusive") {
      this.#must(subject.live().length <= 1, "two pairs are live in an exclusive account");
    }
    if (call.operation === "keys.delete" && model.isGuarded && model.policy !== "delete-first") {
      this.#mustBeUnheld(call.params.publicKey ?? "");
    }
  }

  /** At the moment of a deletion: whoever is recorded with the pair would be cut off by it. */
  #mustBeUnheld(key: string): void {
    const names = this.#of
      .now()
      .filter(
        ({ inputs, delete: old }) =>
          !old &&
          (inputs.publicKey === key ||
            (inputs.keyPair as { publicKey?: string } | undefined)?.publicKey === key),
      )
      .map(({ name }) => name);
    this.#must(names.length === 0, `${key} was deleted while ${names.join(", ")} held it`);
  }
}

const fresh = (policy: KeyPolicy): Model => ({
  policy,
  knobs,
  before: knobs,
  storeIsDown: false,
  mayBeDead: false,
  stranded: new Set(),
  isGuarded: false,
});

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Call, KeyPolicy, Reply } from "commerce-services-emulator";
import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { type Knobs, knobs as plainKnobs } from "commerce-services-testkit/inProcess/program";
import { Stack } from "commerce-services-testkit/inProcess/stack";
import { createProject, type Deployment, type Result } from "commerce-services-testkit/project";
import { type Cut, faultOf, isKill } from "../../crash/cuts";
import type { StackUnderTest, UpOptions, Witness } from "../../model/bench";
import { killedAt } from "./killedAt";
import { knobsFile, preload, programWithKnobs } from "./program";
import { recordedIn } from "./recorded";

/** A command of `pulumi` that changes the stack, with its flags. */
export type Command = readonly ["up" | "refresh" | "destroy", ...flags: string[]];

const KEY = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/commerce-services:ApiKeyPair::key";
const files = (knobs: Knobs) => ({ "preload.cjs": preload, ...knobsFile(knobs) });

/** A stack of the genuine CLI, and an account of its own. */
export class GenuineStack implements StackUnderTest {
  readonly stack = new Stack();
  /** What was said of resources and accounts, each text from its code on. */
  readonly warnings: string[] = [];
  /** Called as the witness is, by whoever kills the run at that moment. */
  exchanged: () => void = () => {};
  /** Kills that fell into the engine's own writing of a file beside the state. */
  sidecarsMended = 0;
  #aheadMs = 0;

  private constructor(
    readonly commerce: Commerce,
    public policy: KeyPolicy,
    public witness: Witness,
  ) {
    const { env, dir } = commerce.project;
    env.NODE_OPTIONS = `--require ${JSON.stringify(join(dir, "preload.cjs"))}`;
  }

  /** Nothing is brought up yet. `close` fails where a private key can be read. */
  static async open(policy: KeyPolicy, witness: Witness = () => {}): Promise<GenuineStack> {
    const hook = { exchanged: (_call: Call, _reply: Reply) => {} };
    const account = {
      keyPolicy: policy,
      onExchange: (call: Call, reply: Reply) => hook.exchanged(call, reply),
    };
    const program = { program: programWithKnobs, files: files(plainKnobs) };
    const commerce = await createCommerce({ ...program, account });
    const opened = new GenuineStack(commerce, policy, witness);
    hook.exchanged = (call, reply) => {
      opened.witness(call, reply);
      opened.exchanged();
    };
    return opened;
  }

  get emulator() {
    return this.commerce.emulator;
  }

  close = () => this.commerce.close();
  now = () => recordedIn(this.commerce.project.state());

  live = () =>
    this.emulator
      .keys()
      .filter(({ status }) => status === "accepted" || status === "pending")
      .map(({ publicKey }) => publicKey)
      .sort();

  advance(ms: number): void {
    this.#aheadMs += ms;
    this.emulator.clock.advance(ms);
    this.commerce.project.env.TEST_CLOCK_AHEAD_MS = String(this.#aheadMs);
  }

  setStoreDown(isDown: boolean): void {
    const flag = join(this.commerce.project.dir, "store-is-down");
    if (isDown) writeFileSync(flag, "");
    else rmSync(flag, { force: true });
  }

  async setPolicy(policy: KeyPolicy): Promise<void> {
    if (policy === this.policy) return;
    this.policy = policy;
    this.emulator.setKeyPolicy(policy);
    await this.commerce.project.setConfig({ "commerce-services:keyPolicy": policy });
  }

  declare = (knobs: Knobs) => this.commerce.project.write(knobsFile(knobs));

  async up(knobs: Knobs, { refresh, targets = [], continueOnError }: UpOptions = {}) {
    const ofRefresh = refresh ? await this.refresh() : [];
    this.declare(knobs);
    const only = targets.length > 0 ? ["--target", KEY] : [];
    const on = continueOnError ? ["--continue-on-error"] : [];
    const failures = await this.run(["up", ...only, ...on]);
    return [...ofRefresh.map((failure) => `refresh: ${failure}`), ...failures];
  }

  refresh = () => this.run(["refresh"]);

  /** Runs a command to its end; resolves to what it printed if it failed. */
  async run([command, ...flags]: Command): Promise<string[]> {
    const failures = this.#heard(await this.commerce.project[command](...flags));
    await this.look();
    return failures;
  }

  /** Brings `stack` up to date with what the engine has recorded, secrets in clear. */
  async look(): Promise<void> {
    this.stack.resources = await recorded(this.commerce.project);
  }

  async disturbedUp(knobs: Knobs, cut: Cut, nth: number): Promise<void> {
    this.declare(knobs);
    await this.disturbed(["up"], cut, nth);
    await this.look();
  }

  /** A command that is disturbed at its n-th boundary; false when it has fewer. */
  async disturbed(command: Command, cut: Cut, nth: number): Promise<boolean> {
    if (isKill(cut)) return killedAt(this, command, cut, nth);
    const { project, emulator } = this.commerce;
    const fault = faultOf(cut, nth);
    if (!fault) throw new Error(`${cut} is nothing that the service can do`);
    const { id } = emulator.faults.add(fault);
    const [verb, ...flags] = command;
    this.#heard(await project[verb](...flags));
    const isReached = emulator.faults.list().some((one) => one.id === id && one.struck > 0);
    emulator.faults.clear();
    return isReached;
  }

  /** Another person's checkout of the program: same names, a backend of its own. */
  async cloneUp(knobs: Knobs): Promise<void> {
    const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = this.emulator;
    const clone = await createProject({
      program: programWithKnobs,
      files: files(knobs),
      config: {
        "commerce-services:gatewayUrl": gatewayUrl,
        "commerce-services:sandboxGatewayUrl": sandboxGatewayUrl,
        "commerce-services:portalUrl": portalUrl,
        "commerce-services:keyPolicy": this.policy,
        "commerce-services:verifyTimeout": "2s",
      },
      secrets: { "commerce-services:portalToken": portalToken },
    });
    clone.env.NODE_OPTIONS = `--require ${JSON.stringify(join(clone.dir, "preload.cjs"))}`;
    clone.env.TEST_CLOCK_AHEAD_MS = String(this.#aheadMs);
    try {
      await clone.up();
      const keys = (await recorded(clone)).map(({ outputs }) => outputs.privateKey);
      const seen = keys.flatMap((key) => (key ? clone.grepEverywhere(String(key)) : []));
      if (seen.length > 0) throw new Error(`a private key can be read in ${seen[0]?.where}`);
    } finally {
      clone.remove();
    }
  }

  #heard({ code, stdout, stderr }: Result): string[] {
    this.warnings.push(...(stdout.match(/\bCS\d{4}: .*/g) ?? []));
    return code === 0 ? [] : [stdout + stderr];
  }
}

async function recorded(project: Commerce["project"]) {
  const { json } = await project.exportInClear();
  const { deployment } = json as { deployment?: Deployment };
  return recordedIn({ resources: [], ...deployment });
}

import type { KeyPolicy } from "commerce-services-emulator";
import { type Account, openAccount } from "commerce-services-testkit/inProcess/account";
import { Run } from "commerce-services-testkit/inProcess/engine";
import { type Knobs, knobs, programOf } from "commerce-services-testkit/inProcess/program";
import { Stack } from "commerce-services-testkit/inProcess/stack";
import { type Cut, cuts, faultOf, isSideBySide, Scissors } from "../crash/cuts";
import { policies } from "../crash/operations";
import type { Bench, StackUnderTest, UpOptions, Witness } from "./bench";

/** Lifecycles and adapter in this process, on one account that is put back for each sequence. */
export async function inProcess(witness: Witness): Promise<Bench> {
  const current: { scissors: Scissors | undefined } = { scissors: undefined };
  const account = await openAccount("overlapping", (call, reply) => {
    current.scissors?.exchanged();
    witness(call, reply);
  });
  const empty = await account.emulator.snapshot();
  const starts = new Map<KeyPolicy, { contents: unknown; stack: Stack }>();
  for (const policy of policies) {
    await account.emulator.restore(empty);
    account.setPolicy(policy);
    const stack = new Stack();
    await new Run(stack, account.process(stack)).up(programOf(knobs, policy));
    starts.set(policy, { contents: await account.emulator.snapshot(), stack });
  }
  return {
    cuts,
    close: () => account.close(),
    async start(policy) {
      const start = starts.get(policy);
      if (!start) throw new Error(policy);
      account.storeIsDown = false;
      account.emulator.faults.clear();
      await account.emulator.restore(start.contents);
      account.setPolicy(policy);
      account.advance(1);
      return new InProcessStack(account, start.stack.copy(), policy, current);
    },
  };
}

class InProcessStack implements StackUnderTest {
  readonly emulator;
  readonly live;
  readonly advance;

  constructor(
    readonly account: Account,
    readonly stack: Stack,
    private policy: KeyPolicy,
    private readonly current: { scissors: Scissors | undefined },
  ) {
    this.emulator = account.emulator;
    this.live = account.live;
    this.advance = account.advance;
  }

  now = () => this.stack.resources;

  setStoreDown(isDown: boolean): void {
    this.account.storeIsDown = isDown;
  }

  async setPolicy(policy: KeyPolicy): Promise<void> {
    this.policy = policy;
    this.account.setPolicy(policy);
  }

  async up(declared: Knobs, { refresh = false, ...options }: UpOptions = {}) {
    const run = new Run(this.stack, this.account.process(this.stack), options);
    // One provider process for both, as under `up --refresh`.
    if (refresh) await run.refresh();
    const ofRefresh = run.failures.splice(0).map((failure) => `refresh: ${failure}`);
    await run.up(programOf(declared, this.policy));
    return [...ofRefresh, ...run.failures];
  }

  async refresh() {
    return (await new Run(this.stack, this.account.process(this.stack)).refresh()).failures;
  }

  async disturbedUp(declared: Knobs, cut: Cut, nth: number): Promise<void> {
    const { account, stack, current } = this;
    const scissors = new Scissors(cut, nth);
    current.scissors = scissors;
    const fault = faultOf(cut, nth);
    if (fault) account.emulator.faults.add(fault);
    const sideBySide = isSideBySide(cut);
    const run = new Run(stack, account.process(stack, scissors), { sideBySide });
    await Promise.race([run.up(programOf(declared, this.policy)), scissors.death]);
    scissors.isDead = true;
    await scissors.arriveLate();
    account.emulator.faults.clear();
  }

  async cloneUp(declared: Knobs): Promise<void> {
    const clone = new Stack();
    await new Run(clone, this.account.process(clone)).up(programOf(declared, this.policy));
  }
}

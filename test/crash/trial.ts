import type { KeyPolicy } from "commerce-services-emulator";
import { type Account, openAccount } from "commerce-services-testkit/inProcess/account";
import { Run } from "commerce-services-testkit/inProcess/engine";
import { knobs, programOf } from "commerce-services-testkit/inProcess/program";
import { Stack } from "commerce-services-testkit/inProcess/stack";
import { type Cut, faultOf, isSideBySide, Scissors } from "./cuts";
import { faultsOf } from "./judge";
import { editedBy, type Operation } from "./operations";

/** What one disturbed run and the same command once more came to. */
export interface Outcome {
  /** The boundary does not exist: the run has fewer. */
  readonly beyond: boolean;
  /** What is wrong with the account or the stack; empty when they converged. */
  readonly faults: readonly string[];
  /** Codes of warnings that name something left alone or cleaned up. */
  readonly said: readonly string[];
  readonly wasOvertaken: boolean;
}

/** Trials of one policy, on one account that is put back to its start before each. */
export class Trials {
  #scissors = new Scissors(undefined, 0);
  #lowest = Number.POSITIVE_INFINITY;
  #isWatched = false;

  private constructor(readonly policy: KeyPolicy) {}
  #account: Account | undefined;
  #empty: unknown;
  #built: unknown;
  #builtStack = new Stack();

  static async open(policy: KeyPolicy): Promise<Trials> {
    const trials = new Trials(policy);
    trials.#account = await openAccount(policy, () => trials.#exchanged());
    trials.#empty = await trials.account.emulator.snapshot();
    const stack = trials.#builtStack;
    const { failures } = await new Run(stack, trials.account.process(stack)).up(
      programOf(knobs, policy),
    );
    if (failures.length > 0) throw new Error(failures.join("\n"));
    trials.#built = await trials.account.emulator.snapshot();
    return trials;
  }

  get account(): Account {
    if (!this.#account) throw new Error("opened by Trials.open");
    return this.#account;
  }

  /** Runs the operation, cut at the n-th boundary, then once more. */
  async trial(operation: Operation, cut: Cut, nth: number): Promise<Outcome> {
    const { account, policy } = this;
    const stack = await this.#start(operation);
    const scissors = new Scissors(cut, nth);
    this.#scissors = scissors;
    const fault = faultOf(cut, nth);
    const armed = fault && account.emulator.faults.add(fault);
    const disturbed = new Run(stack, account.process(stack, scissors), {
      sideBySide: isSideBySide(cut),
    });
    // A run that heals begins with no working pair; every other one of these must keep one.
    this.#lowest = account.live().length;
    this.#isWatched = operation.run !== "destroy";
    await Promise.race([this.#carryOut(operation, disturbed), scissors.death]);
    const struck = account.emulator.faults.list().find(({ id }) => id === armed?.id)?.struck;
    account.emulator.faults.clear();
    const counted = cut === "killed before the engine saved" ? scissors.saves : scissors.calls;
    const beyond = armed ? struck === 0 : counted < nth;

    const again = new Run(stack, account.process(stack, { around: scissors.afterwards }));
    await this.#carryOut(operation, again);
    await scissors.arriveLate();
    this.#isWatched = false;
    const lowest = this.#lowest;
    const faults = [
      ...again.failures.map((failure) => `up failed: ${failure}`),
      ...(await faultsOf(account, stack, operation)),
      ...(policy === "overlapping" &&
      !operation.fromNothing &&
      !operation.outside &&
      lowest === 0 &&
      operation.run !== "destroy"
        ? ["there was a moment without a working pair"]
        : []),
    ];
    const said = account.warnings.map((text) => text.slice(0, 6));
    return { beyond, faults, said, wasOvertaken: scissors.wasOvertaken };
  }

  close = () => this.account.close();

  async #start({ fromNothing, outside }: Operation): Promise<Stack> {
    const { account } = this;
    await account.emulator.restore(fromNothing ? this.#empty : this.#built);
    account.warnings.length = 0;
    const stack = fromNothing ? new Stack() : this.#builtStack.copy();
    if (outside) account.emulator.deleteKey(String(stack.live("key")?.id));
    return stack;
  }

  async #carryOut(operation: Operation, run: Run): Promise<"ended"> {
    if (operation.run === "destroy") await run.destroy();
    else if (operation.run === "refresh") await run.refresh();
    if (operation.run !== "destroy") await run.up(programOf(editedBy(operation), this.policy));
    return "ended";
  }

  #exchanged(): void {
    this.#scissors.exchanged();
    if (this.#isWatched && this.#account) {
      this.#lowest = Math.min(this.#lowest, this.#account.live().length);
    }
  }
}

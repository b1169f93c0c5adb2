import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { KeyPolicy } from "commerce-services-emulator";
import { knobs } from "commerce-services-testkit/inProcess/program";
import { record } from "commerce-services-testkit/proof";
import { describe, expect, it } from "vitest";
import { faultsOf } from "../../crash/judge";
import { editedBy, type Operation, operations, policies } from "../../crash/operations";
import { kills } from "./killedAt";
import { type Command, GenuineStack } from "./stack";

/**
 * The genuine CLI, its language host and the provider killed (-9) at every boundary of an operation;
 * then `pulumi cancel` and the same command once more. Operations and judge are those of test/crash.
 *
 * KILLED_POLICY and KILLED_OPERATION pick some; each pair of the two leaves its own figures.
 */
const chosen = (given: string | undefined) => (one: string) =>
  !given || given.split(",").includes(one);
const isPolicy = chosen(process.env.KILLED_POLICY);
const isOperation = chosen(process.env.KILLED_OPERATION);
/** No operation has more boundaries. */
const MOST = 60;

describe.each(policies.filter(isPolicy))(
  "the genuine CLI, killed in an account that is %s",
  (policy) => {
    it.each(operations.filter(({ name }) => isOperation(name)))(
      "converges after cancel and one run: $name",
      async (operation) => {
        const trials = await Trials.open(policy, operation);
        const wrong: string[] = [];
        let points = 0;
        let converged = 0;
        for (const cut of kills) {
          for (let nth = 1; nth < MOST; nth++) {
            const faults = await trials.trial(cut, nth);
            if (!faults) break;
            points++;
            if (faults.length === 0) converged++;
            wrong.push(...faults.map((fault) => `${cut}, boundary ${nth}: ${fault}`));
          }
        }
        await trials.close();
        record(`genuine CLI killed, ${policy}, ${operation.name}`, {
          points,
          converged,
          sidecarsMended: trials.stack.sidecarsMended,
        });
        expect(wrong).toEqual([]);
        expect(points).toBeGreaterThan(0);
      },
    );
  },
);

/** Trials of one operation under one policy, on a stack that is put back to its start before each. */
class Trials {
  /** Fewest pairs that worked at the end of any call of the two runs. */
  #fewest = 0;

  private constructor(
    readonly operation: Operation,
    readonly stack: GenuineStack,
    readonly contents: unknown,
  ) {
    stack.witness = () => {
      this.#fewest = Math.min(this.#fewest, stack.live().length);
    };
  }

  static async open(policy: KeyPolicy, operation: Operation): Promise<Trials> {
    const stack = await GenuineStack.open(policy);
    if (!operation.fromNothing) {
      const failures = await stack.up(knobs);
      if (failures.length > 0) throw new Error(failures.join("\n"));
    }
    const { backend, root } = stack.commerce.project;
    cpSync(backend, join(root, "start"), { recursive: true });
    return new Trials(operation, stack, await stack.emulator.snapshot());
  }

  close = () => this.stack.close();

  /** What is wrong after the run that was killed at its n-th boundary and the one that heals it. */
  async trial(cut: (typeof kills)[number], nth: number): Promise<readonly string[] | undefined> {
    const { operation, stack } = this;
    await this.#reset();
    this.#fewest = stack.live().length;
    if (!(await stack.disturbed(this.#command, cut, nth))) return undefined;
    const failures = await stack.run(this.#command);
    // These begin or end without a pair that works.
    const mayStop = operation.fromNothing || operation.outside || operation.run === "destroy";
    const stopped = stack.policy === "overlapping" && !mayStop && this.#fewest === 0;
    return [
      ...failures.map((failure) => `the second run failed: ${failure}`),
      ...(await faultsOf(stack, stack.stack, operation)),
      ...(stopped ? ["there was a moment without a working pair"] : []),
    ];
  }

  get #command(): Command {
    if (this.operation.run === "destroy") return ["destroy"];
    return this.operation.run === "refresh" ? ["up", "--refresh"] : ["up"];
  }

  async #reset(): Promise<void> {
    const { operation, stack } = this;
    const { backend, root } = stack.commerce.project;
    rmSync(backend, { recursive: true, force: true });
    cpSync(join(root, "start"), backend, { recursive: true });
    await stack.emulator.restore(this.contents);
    stack.warnings.length = 0;
    if (operation.outside) {
      const key = stack.now().find(({ name }) => name === "key");
      stack.emulator.deleteKey(String(key?.id));
    }
    stack.declare(editedBy(operation));
  }
}

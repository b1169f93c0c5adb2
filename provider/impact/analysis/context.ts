import type { KeyPolicy } from "../../domain/keyPolicy";
import type { Dependencies } from "../plan/graph";
import type { Plan, PlanStep } from "../plan/plan";
import type { Resource } from "../plan/resources";
import type { Baseline } from "../report/baseline";
import type { Moment, Report } from "../report/model";
import type { SettingChange } from "../settings/settings";
import type { Account } from "./account";
import type { Consumer } from "./consumers";
import type { Interruption } from "./interruptions";

/** What a caller may know beyond the plan. */
export interface ImpactOptions {
  /** Instead of the stack's; `reported` when the portal itself said so. */
  readonly keyPolicy?: { readonly value: KeyPolicy; readonly reported?: boolean } | undefined;
  /** Report on a rotation of this pair that nobody has asked for yet. */
  readonly rotate?: string | undefined;
  /** The plan was made with `--target` or `--exclude`. */
  readonly targeted?: boolean | undefined;
  /** The plan was made with `--show-replacement-steps`, whatever it shows. */
  readonly complete?: boolean | undefined;
  /** Settings of the stack that this change edits: `keyPolicy`, `gatewayUrl`, …, or in which file. */
  readonly changedSettings?: readonly (string | SettingChange)[] | undefined;
  /** Risks that were accepted. */
  readonly baseline?: Baseline | undefined;
  /** `YYYY-MM-DD`: decides which acceptances still hold. Without it none does. */
  readonly today?: string | undefined;
}

/** All that the effects are drawn from. */
export interface Context {
  readonly plan: Plan;
  readonly options: ImpactOptions;
  readonly policy: Report["policy"];
  /** Every step, in the order of the run. */
  readonly order: readonly PlanStep[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly dependencies: Dependencies;
  readonly consumers: readonly Consumer[];
  readonly account: Account;
  readonly interruptions: readonly Interruption[];
  /** The number that a report gives a step of {@link order}. */
  readonly numberOf: (index: number) => number;
  readonly momentOf: (index: number | undefined) => Moment;
}

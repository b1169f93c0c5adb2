import { Bench, type Check, LeftOut } from "./check";
import { portalChecks } from "./portalChecks";
import { gatewayRefusals, portalRefusals } from "./refusals";
import { registryChecks } from "./registryChecks";
import type { Target } from "./target";

export const checks: readonly Check[] = [
  ...registryChecks,
  ...gatewayRefusals,
  ...portalChecks,
  ...portalRefusals,
];

export interface Verdict {
  readonly check: Check;
  readonly result: "passed" | "failed" | "left out";
  /** Why it failed or was left out. */
  readonly why?: string;
}

/** Tries every check in turn. Without `mayWrite`, those that change nothing. */
export async function judge(target: Target, mayWrite: boolean): Promise<Verdict[]> {
  const bench = new Bench(target, mayWrite);
  const verdicts: Verdict[] = [];
  for (const check of checks) verdicts.push(await tried(check, bench));
  return verdicts;
}

async function tried(check: Check, bench: Bench): Promise<Verdict> {
  if (check.writes && !bench.mayWrite) return { check, result: "left out", why: "it writes" };
  if (check.needsPortal && !bench.target.portal)
    return { check, result: "left out", why: "no portal is given" };
  try {
    await check.run(bench);
    return { check, result: "passed" };
  } catch (error) {
    if (error instanceof LeftOut) return { check, result: "left out", why: error.message };
    // A message of node:assert can run over many lines; the first one says what was expected.
    const why = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    return { check, result: "failed", why: why ?? "failed" };
  }
}

import { readFileSync } from "node:fs";
import { judge } from "./suite";
import type { Pair } from "./target";

export interface ConformanceFlags {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl?: string;
  readonly portalTokenFile?: string;
  readonly pairFile?: string;
  readonly write?: boolean;
}

/** Prints a line for each check; the exit code says whether all of them passed. */
export async function conformance(flags: ConformanceFlags): Promise<void> {
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalTokenFile, pairFile } = flags;
  const portal = portalUrl && {
    url: portalUrl,
    token: portalTokenFile ? readFileSync(portalTokenFile, "utf8").trim() : "",
  };
  const pair = pairFile ? (JSON.parse(readFileSync(pairFile, "utf8")) as Pair) : undefined;
  if (!portal && !pair) throw new Error("Give a pair (--pair-file), or a portal that makes one.");
  const verdicts = await judge(
    { gatewayUrl, sandboxGatewayUrl, portal: portal || undefined, pair },
    flags.write === true,
  );
  for (const { check, result, why } of verdicts)
    process.stdout.write(
      `${result.padEnd(8)}  ${check.endpoint} ${check.status}: ${check.title}${why ? ` (${why})` : ""}\n`,
    );
  const count = (result: string) => verdicts.filter((verdict) => verdict.result === result).length;
  process.stdout.write(
    `${count("passed")} passed, ${count("failed")} failed, ${count("left out")} left out\n`,
  );
  if (count("failed") > 0) process.exitCode = 1;
}

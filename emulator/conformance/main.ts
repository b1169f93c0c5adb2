#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { judge } from "./suite";
import type { Pair, Target } from "./target";

interface Flags {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl?: string;
  readonly portalTokenFile?: string;
  readonly pairFile?: string;
  readonly write?: boolean;
}

/** `commerce-services-emulator conformance`: a program of its own, which that command starts. */
new Command("commerce-services-emulator conformance")
  .description("Tries a service at any addresses against the wire contract")
  .requiredOption("--gateway-url <url>", "production gateway")
  .requiredOption("--sandbox-gateway-url <url>", "sandbox gateway")
  .option("--pair-file <file>", "JSON with publicKey and privateKey of a production pair")
  .option("--portal-url <url>", "portal, which also makes the pair if none is given")
  .option("--portal-token-file <file>", "file that holds the portal's token")
  .option("--write", "also the checks that change the account: NOT on one that is in use")
  .showHelpAfterError()
  .action(report)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });

/** Prints a line for each check; the exit code says whether all of them passed. */
async function report(flags: Flags): Promise<void> {
  const verdicts = await judge(targetOf(flags), flags.write === true);
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

function targetOf({ portalUrl, portalTokenFile, pairFile, ...urls }: Flags): Target {
  if (!portalUrl && !pairFile)
    throw new Error("Give a pair (--pair-file), or a portal that makes one.");
  return {
    gatewayUrl: urls.gatewayUrl,
    sandboxGatewayUrl: urls.sandboxGatewayUrl,
    ...(portalUrl && {
      portal: {
        url: portalUrl,
        token: portalTokenFile ? readFileSync(portalTokenFile, "utf8").trim() : "",
      },
    }),
    ...(pairFile && { pair: JSON.parse(readFileSync(pairFile, "utf8")) as Pair }),
  };
}

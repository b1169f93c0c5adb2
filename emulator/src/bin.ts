#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { EDITIONS, JWT_CHECKS, KEY_POLICIES, ROLES } from "./rules/terms";

/** The command line. Commands are loaded when they are called: start-up time is theirs alone. */
const program = new Command("commerce-services-emulator")
  .description("A local emulator of Adobe Commerce Services: merchant registry and API portal")
  .showHelpAfterError();

program
  .command("start")
  .description("start the production gateway, the sandbox gateway and the portal")
  .option("--port <port>", "production gateway (0: a free one)", port, 8787)
  .option("--sandbox-port <port>", "sandbox gateway", port, 8788)
  .option("--portal-port <port>", "portal", port, 8789)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--allow-remote", "allow an address that other machines can reach")
  .option("--allow-host <name...>", "names under which the portal may be called")
  .option("--data <file>", "SQLite file that keeps everything (default: in memory)")
  .option("--seed <file>", "YAML or JSON file of starting contents")
  .option("--mage-id <id>", "the account (default: MAG005500000)")
  .addOption(new Option("--edition <edition>", "licence").choices(EDITIONS))
  .addOption(
    new Option("--key-policy <policy>", "what a new pair does to the old one").choices(
      KEY_POLICIES,
    ),
  )
  .addOption(new Option("--role <role>", "who the portal token belongs to").choices(ROLES))
  .option("--max-projects <count>", "projects that initialize may make", count)
  .option("--new-key-delay <ms>", "until the gateways accept a new pair", count)
  .option("--deleted-key-delay <ms>", "until the gateways refuse an ended pair", count)
  .addOption(new Option("--jwt-checks <how>", "what a signature must hold").choices(JWT_CHECKS))
  .option("--ready-file <file>", "write the URLs and the token there once all three answer")
  .addOption(new Option("--log <format>", "call log on standard output").choices(["json", "none"]))
  .action(async (flags) => (await import("./cli/start.js")).start(flags));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

function port(text: string): number {
  const value = count(text);
  if (value > 65_535) throw new InvalidArgumentError("A port is at most 65535.");
  return value;
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

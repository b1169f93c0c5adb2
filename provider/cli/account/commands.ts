import { type Command, Option } from "commander";
import type { ExitCode } from "../exitCodes";
import type { World } from "../world";
import type { RevokeFlags } from "./revoke";
import type { VerifyFlags } from "./verify";

const environment = () =>
  new Option("-e, --environment <environment>", "of the pair").choices(["production", "sandbox"]);

/** `commerce-services verify` and `revoke`: the commands that call the account. */
export function addAccountCommands(
  program: Command,
  world: World,
  done: (code: ExitCode) => void,
): void {
  program
    .command("verify")
    .description("Try a key pair against the gateway, and list its projects and data spaces.")
    .option("-k, --public-key <key>", "default: the stack's default pair")
    .option("-f, --private-key-file <file>", "a PEM file; - for standard input")
    .addOption(environment().default("production"))
    .option("-s, --stack <name>", "whose configuration is used")
    .option("-C, --cwd <folder>", "the program's folder")
    .action(async (flags: VerifyFlags) => {
      const { verify } = await import("./verify.js");
      done(await verify(flags, world));
    });
  program
    .command("revoke")
    .description("Emergency: stop a pair at once, and prove that it is refused.")
    .argument("<public-key>", "the pair's API key")
    .addOption(environment())
    .option("-y, --yes", "do it; without, only say what would stop (exit code 2)")
    .option("-w, --wait <time>", "for a person to delete a supplied pair", "10m")
    .option("-s, --stack <name>", "whose configuration and record are used")
    .option("-C, --cwd <folder>", "the program's folder")
    .action(async (key: string, flags: RevokeFlags) => {
      const { revoke } = await import("./revoke.js");
      done(await revoke(key, flags, world));
    });
}

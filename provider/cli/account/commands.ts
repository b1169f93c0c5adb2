import { type Command, Option } from "commander";
import type { AdoptFlags } from "../adopt/adopt";
import type { ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import type { PairFlags } from "./askWith";
import type { RevokeFlags } from "./revoke";
import type { StackFlags } from "./stack";

const environment = () =>
  new Option("-e, --environment <environment>", "of the pair").choices(["production", "sandbox"]);

/** `commerce-services verify`, `adopt`, `revoke` and `doctor`: the commands that call the account. */
export function addAccountCommands(
  program: Command,
  io: CliIo,
  done: (code: ExitCode) => void,
): void {
  const signing = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("-k, --public-key <key>", "default: the stack's default pair")
      .option("-f, --private-key-file <file>", "a PEM file; - for standard input")
      .addOption(environment().default("production"))
      .option("-s, --stack <name>", "whose configuration is used")
      .option("-C, --cwd <folder>", "the program's folder");
  signing(
    "verify",
    "Try a key pair against the gateway, and list its projects and data spaces.",
  ).action(async (flags: PairFlags) => {
    const { verify } = await import("./verify.js");
    done(await verify(flags, io));
  });
  signing("adopt", "List what the account has, and write the program and the import for it.")
    .option("-o, --output <folder>", "for both files; default: the program, to standard output")
    .action(async (flags: AdoptFlags) => {
      const { adopt } = await import("../adopt/adopt.js");
      done(await adopt(flags, io));
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
      done(await revoke(key, flags, io));
    });
  program
    .command("doctor")
    .description("Look at all that a run needs, and say of what is wrong how to mend it.")
    .option("-s, --stack <name>", "whose configuration is used")
    .option("-C, --cwd <folder>", "the program's folder")
    .action(async (flags: StackFlags) => {
      const { doctor } = await import("../doctor/doctor.js");
      done(await doctor(flags, io));
    });
}

import type { Command } from "commander";
import type { ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import type { UnsealFlags } from "./unseal";

/** `commerce-services unseal`: for the holder of the key that `sealTo` named. Makes no call. */
export function addUnseal(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("unseal")
    .description("Open a pair's sealedPrivateKey with the private half of its sealTo.")
    .requiredOption(
      "-k, --holder-key <file>",
      "that private half: PEM or JWK; - for standard input",
    )
    .option("-i, --sealed <file>", "the sealed key; - for standard input, the default")
    .option("--stack-output <name>", "the stack output that is the sealed key")
    .option("-o, --output <file>", "a new file, for you alone (0600); default: standard output")
    .option("-s, --stack <name>", "whose output is read")
    .option("-C, --cwd <folder>", "the program's folder")
    .action(async (flags: UnsealFlags) => {
      const { unsealCommand } = await import("./unseal.js");
      done(await unsealCommand(flags, io));
    });
}

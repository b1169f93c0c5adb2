import { Command, CommanderError } from "commander";
import { CommerceServicesError } from "../domain/errors";
import { redact } from "../domain/redact";
import { sanitize } from "../domain/sanitize";
import { addAccountCommands } from "./account/commands";
import { EXIT, type ExitCode } from "./exitCodes";
import { addImpact } from "./impact/command";
import type { CliIo } from "./io";
import { addUnseal } from "./unseal/command";

/** `commerce-services …`; resolves to the exit code, and never rejects. */
export async function main(args: readonly string[], io: CliIo): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command("commerce-services")
    .description(
      "Adobe Commerce Services in Pulumi stacks: what a change will do, and whether a pair works.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const done = (result: ExitCode) => {
    code = result;
  };
  addImpact(program, io, done);
  addAccountCommands(program, io, done);
  addUnseal(program, io, done);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.error;
    // A message of ours is meant for people; of anything else only the first line, no stack.
    const text = error instanceof CommerceServicesError ? error.message : firstLine(error);
    io.stderr.write(`${text}\n`);
    return EXIT.error;
  }
}

const firstLine = (error: unknown): string =>
  `commerce-services failed: ${sanitize(redact(String(error instanceof Error ? error.message : error).split("\n")[0] ?? ""))}`;

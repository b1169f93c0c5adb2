import { Command, CommanderError } from "commander";
import { CommerceServicesError } from "../domain/errors";
import { addAccountCommands } from "./account/commands";
import { EXIT, type ExitCode } from "./exitCodes";
import { addImpact } from "./impact/command";
import type { World } from "./io";
import { addUnseal } from "./unseal/command";

/** `commerce-services …`; resolves to the exit code, and never rejects. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command("commerce-services")
    .description(
      "Adobe Commerce Services in Pulumi stacks: what a change will do, and whether a pair works.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      getOutHelpWidth: () => world.stdout.columns ?? 80,
      getErrHelpWidth: () => world.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const done = (result: ExitCode) => {
    code = result;
  };
  addImpact(program, world, done);
  addAccountCommands(program, world, done);
  addUnseal(program, world, done);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.error;
    // A message of ours is meant for people; of anything else only the first line, no stack.
    const text = error instanceof CommerceServicesError ? error.message : firstLine(error);
    world.stderr.write(`${text}\n`);
    return EXIT.error;
  }
}

const firstLine = (error: unknown): string =>
  `commerce-services failed: ${String(error instanceof Error ? error.message : error).split("\n")[0]}`;

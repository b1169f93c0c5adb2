import { writeFileSync } from "node:fs";
import { unseal } from "../../keys";
import { type StackFlags, stackOutput } from "../account/stack";
import { fileNotWritten, outputNotSealed, stdinTwice } from "../errors";
import { EXIT, type ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import { textFrom } from "../textFrom";

export interface UnsealFlags extends StackFlags {
  readonly holderKey: string;
  readonly sealed?: string;
  readonly stackOutput?: string;
  readonly output?: string;
}

/**
 * Opens a sealed private key for its holder, and writes it to standard output or a file of their
 * own: nothing else of it is shown, and neither key is ever an argument. Errors: CS1134, CS1135,
 * CS6022, CS6025 to CS6027.
 */
export async function unsealCommand(flags: UnsealFlags, io: CliIo): Promise<ExitCode> {
  const { holderKey, output } = flags;
  const sealed = await sealedText(flags, io);
  const opened = await unseal(sealed, await textFrom(holderKey, "--holder-key", io));
  const text = opened.endsWith("\n") ? opened : `${opened}\n`;
  if (output === undefined) {
    io.stdout.write(text);
    return EXIT.fine;
  }
  try {
    writeFileSync(output, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw fileNotWritten((error as NodeJS.ErrnoException).code ?? "unknown reason");
  }
  io.stderr.write(`Written to ${output}, which only you can read.\n`);
  return EXIT.fine;
}

async function sealedText(flags: UnsealFlags, io: CliIo): Promise<string> {
  const { stackOutput: name, sealed = "-", holderKey } = flags;
  if (name !== undefined) {
    const value = await stackOutput(name, flags, io, (reason) => outputNotSealed(name, reason));
    // Five parts, RFC 7516 section 7.1; what else stands there may be a secret, and is not shown.
    if (value.split(".").length !== 5) throw outputNotSealed(name, "it is no JWE");
    return value;
  }
  if (sealed === "-" && holderKey === "-") throw stdinTwice();
  return textFrom(sealed, "--sealed", io);
}

import { EXIT, type ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import { askWith, listing, type PairFlags } from "./askWith";

/** Tries a pair with a signed call and lists what it shows. A refused one is an error of its own. */
export async function verify(flags: PairFlags, io: CliIo): Promise<ExitCode> {
  const { pair, rows } = await askWith(flags, io);
  io.stdout.write(`${pair.publicKey} is accepted (${pair.environment})\n${listing(rows)}`);
  return EXIT.fine;
}

import { readFileSync } from "node:fs";
import { decodedText } from "../domain/text";
import { fileUnreadable } from "./errors";
import type { CliIo } from "./io";

/**
 * What a file holds; `-` is standard input. Errors: CS6022.
 *
 * @param option that named the file, for the message
 */
export async function textFrom(file: string, option: string, io: CliIo): Promise<string> {
  if (file === "-") return io.readStdin();
  try {
    return decodedText(readFileSync(file));
  } catch (error) {
    throw fileUnreadable(option, (error as NodeJS.ErrnoException).code ?? "unknown reason");
  }
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askWith, listing, type PairFlags } from "../account/askWith";
import { fileNotWritten } from "../errors";
import { EXIT, type ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import { importDocument } from "./importDocument";
import { programText } from "./programText";
import { resourcesIn } from "./resourcesIn";

export interface AdoptFlags extends PairFlags {
  /** Where the two files go; without it the program is printed. */
  readonly output?: string;
}

const PROGRAM = "commerce-services.ts";
const IMPORT = "commerce-services.import.json";

/**
 * Lists what the account has, and writes the program that declares it and the document that imports
 * it. Neither holds a key. Errors: CS6022, CS6023, CS6026, those of the registry.
 */
export async function adopt(flags: AdoptFlags, io: CliIo): Promise<ExitCode> {
  const { rows } = await askWith(flags, io);
  const found = resourcesIn(rows);
  const program = programText(found);
  if (flags.output === undefined || found.length === 0) {
    // The listing is for the reader, the program for a file: `adopt > index.ts`.
    io.stderr.write(listing(rows));
    if (found.length > 0) io.stdout.write(program);
    return EXIT.fine;
  }
  const document = `${JSON.stringify(importDocument(found), undefined, 2)}\n`;
  write(flags.output, { [PROGRAM]: program, [IMPORT]: document });
  io.stdout.write(
    `${listing(rows)}Written to ${flags.output}: ${PROGRAM} and ${IMPORT}.
Next: pulumi import --file ${join(flags.output, IMPORT)} --generate-code=false --protect=false,
then pulumi refresh, and a preview of the program shows no change.
`,
  );
  return EXIT.fine;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text, { flag: "wx" });
    }
  } catch (error) {
    throw fileNotWritten((error as NodeJS.ErrnoException).code ?? "unknown reason");
  }
}

import { secretInClear } from "../../config/errors";
import { secretsInClear } from "../../config/plainSecrets";
import { CommerceServicesError } from "../../domain/errors";
import { sanitize } from "../../domain/sanitize";
import {
  parseStack,
  plainEntries,
  readConfiguration,
  type StackConfiguration,
  type StackFlags,
} from "../account/stack";
import { EXIT, type ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import { withProgress } from "../progress";
import { type Check, checksOfMachine, checksOfServices } from "./checks";

/** Looks at everything a run needs, in order, and says of each thing that is wrong how to mend it. */
export async function doctor(flags: StackFlags, io: CliIo): Promise<ExitCode> {
  let wrong = 0;
  const look = async ({ what, look }: Check): Promise<void> => {
    try {
      const seen = await withProgress(io, `Looking at ${what}`, look);
      io.stdout.write(`ok     ${what}: ${sanitize(seen)}
`);
    } catch (error) {
      if (!(error instanceof CommerceServicesError)) throw error;
      wrong++;
      io.stdout.write(`wrong  ${what}: ${error.message}\n`);
    }
  };
  for (const check of checksOfMachine(flags, io)) await look(check);
  let entries: StackConfiguration = {};
  let services: readonly Check[] = [];
  await look({
    what: "configuration",
    look: async () => {
      entries = await readConfiguration(flags, io);
      const configuration = parseStack(entries, io);
      services = checksOfServices(configuration, io);
      return `keyPolicy ${configuration.keyPolicy}`;
    },
  });
  if (services.length > 0) {
    const inClear = secretsInClear(plainEntries(entries));
    if (inClear.length === 0) await look({ what: "secrets", look: async () => "none in clear" });
    for (const key of inClear) {
      await look({ what: "secrets", look: () => Promise.reject(secretInClear(key)) });
    }
  }
  for (const check of services) await look(check);
  io.stdout.write(wrong === 0 ? "All is well.\n" : `${wrong} to mend.\n`);
  return wrong === 0 ? EXIT.fine : EXIT.error;
}

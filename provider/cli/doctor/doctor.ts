import { CommerceServicesError } from "../../domain/errors";
import { sanitize } from "../../domain/sanitize";
import { configurationOf, type StackFlags } from "../account/stack";
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
  let services: readonly Check[] = [];
  await look({
    what: "configuration",
    look: async () => {
      const configuration = await configurationOf(flags, io);
      services = checksOfServices(configuration, io);
      return `keyPolicy ${configuration.keyPolicy}`;
    },
  });
  for (const check of services) await look(check);
  io.stdout.write(wrong === 0 ? "All is well.\n" : `${wrong} to mend.\n`);
  return wrong === 0 ? EXIT.fine : EXIT.error;
}

import { CommerceServicesError } from "../../domain/errors";
import { configurationOf, type StackFlags } from "../account/stack";
import { EXIT, type ExitCode } from "../exitCodes";
import type { World } from "../io";
import { withProgress } from "../progress";
import { type Check, checksOfMachine, checksOfServices } from "./checks";

/** Looks at everything a run needs, in order, and says of each thing that is wrong how to mend it. */
export async function doctor(flags: StackFlags, world: World): Promise<ExitCode> {
  let wrong = 0;
  const look = async ({ what, look }: Check): Promise<void> => {
    try {
      const seen = await withProgress(world, `Looking at ${what}`, look);
      world.stdout.write(`ok     ${what}: ${seen}\n`);
    } catch (error) {
      if (!(error instanceof CommerceServicesError)) throw error;
      wrong++;
      world.stdout.write(`wrong  ${what}: ${error.message}\n`);
    }
  };
  for (const check of checksOfMachine(flags, world)) await look(check);
  let services: readonly Check[] = [];
  await look({
    what: "configuration",
    look: async () => {
      const configuration = await configurationOf(flags, world);
      services = checksOfServices(configuration, world);
      return `keyPolicy ${configuration.keyPolicy}`;
    },
  });
  for (const check of services) await look(check);
  world.stdout.write(wrong === 0 ? "All is well.\n" : `${wrong} to mend.\n`);
  return wrong === 0 ? EXIT.fine : EXIT.error;
}

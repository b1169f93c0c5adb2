import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { mentions } from "../domain/mentions";
import type { Properties } from "../domain/unknown";
import { nativeToken, typeToken } from "../domain/urn";
import type { StackState } from "../resources/lifecycle";
import { type EngineCommand, engineFlags } from "./engineCommand";
import { stackUnreadable } from "./errors";

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);
/** A stack of 100,000 resources exports to about 200 MB. */
const MAX_BYTES = 1024 ** 3;

/**
 * The engine's record of the stack that a resource is in, this run's steps so far included: it
 * is saved after each step, and `pulumi stack export` reads it without a lock. It is asked only
 * before a pair is deleted or a data space wiped, which a resource that this run leaves out
 * (`--target`) may hold.
 *
 * @param engine the command that runs; it names the stack by what it is called now, which a urn in
 *   a resource's outputs does not: the stack may have been renamed since
 */
export const stackStateOf =
  (engine: EngineCommand | undefined, environment: Environment) =>
  (resource: string | undefined): StackState => {
    const record = recordOf(engine, environment, resource);
    return {
      // The resource itself may not be recorded yet; some other of its stack always is.
      records: async (publicKey) =>
        (await record(({ urn }) => sameStack(urn, resource))).some(({ id }) => id === publicKey),
      holders: async (publicKey) =>
        // By id, not by urn: one that was renamed or came through the other provider knows its former urn.
        (await record(({ id }) => id === publicKey))
          .filter((entry) => entry.delete !== true && entry.id !== publicKey)
          .filter(({ inputs }) => mentions(inputs, publicKey))
          .map(({ urn }) => String(urn)),
      bindings: async (dataSpaceId) =>
        (await record(({ urn, id }) => id === dataSpaceId || sameStack(urn, resource)))
          .filter((entry) => entry.delete !== true && entry.id === dataSpaceId)
          .filter(
            ({ type }) => type === typeToken("DataSpace") || type === nativeToken("DataSpace"),
          )
          .map(({ urn }) => String(urn)),
    };
  };

const STACK = /^urn:pulumi:(.+?)::(.+?)::/;
const sameStack = (urn: unknown, resource: string | undefined) =>
  STACK.exec(String(urn))?.[0] === STACK.exec(resource ?? "")?.[0];

/** Reads the resources of the stack; `isPart` finds one of them that must be there. */
type ReadRecord = (isPart: (entry: Properties) => boolean) => Promise<Properties[]>;

function recordOf(
  engine: EngineCommand | undefined,
  environment: Environment,
  resource: string | undefined,
): ReadRecord {
  const read = async (
    selections: readonly (readonly string[])[],
    isOurs: (entry: Properties) => boolean,
  ): Promise<Properties[]> => {
    let cause: unknown;
    for (const selection of selections) {
      try {
        const resources = await exported(engine, environment, selection);
        if (resources.some(isOurs)) return resources;
      } catch (error) {
        cause = error;
      }
    }
    throw stackUnreadable(cause);
  };
  if (engine) {
    const stack = engineFlags(engine.args, environment).value("stack");
    return (isPart) => read([stack ? ["--stack", stack] : []], isPart);
  }
  // By the name in the urn first; with an organization in it the name alone may mean another
  // stack, so the selected one is tried too, and what it holds decides.
  const stack = STACK.exec(resource ?? "")?.[1];
  const selections = stack ? [["--stack", stack], []] : [[]];
  return (isPart) => read(selections, (entry) => sameStack(entry.urn, resource) && isPart(entry));
}

/**
 * The CLI that runs, else the one that is installed: the engine itself needs none on PATH. It finds
 * the project and the selected stack by its folder.
 */
async function exported(
  engine: EngineCommand | undefined,
  environment: Environment,
  selection: readonly string[],
): Promise<Properties[]> {
  const { PULUMI_ROOT } = environment;
  const candidates = [
    ...(engine ? [engine.executable] : []),
    ...(PULUMI_ROOT ? [join(PULUMI_ROOT, "bin", "pulumi")] : []),
    "pulumi",
  ];
  let cause: unknown;
  for (const cli of candidates) {
    try {
      const { stdout } = await run(cli, ["stack", "export", "--non-interactive", ...selection], {
        cwd: engine?.folder,
        maxBuffer: MAX_BYTES,
        env: withoutTwins(environment),
      });
      const { deployment } = JSON.parse(stdout) as { deployment?: { resources?: Properties[] } };
      return deployment?.resources ?? [];
    } catch (error) {
      cause ??= error;
      if (!isMissing(error)) throw error;
    }
  }
  throw cause;
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Flags of the running command, given by the environment, are not meant for this one. */
const withoutTwins = (environment: Environment) =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith("PULUMI_OPTION_")),
  );

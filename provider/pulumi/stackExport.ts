import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { StackState } from "../resources/lifecycle";
import { stackUnreadable } from "../witness/errors";
import { type RecordedResource, resourcesIn } from "../witness/record";
import { Witness } from "../witness/witness";
import { type EngineCommand, type EngineFlags, engineFlags } from "./engineCommand";
import type { HostIo } from "./operation";
import { leftOutBy } from "./targets";

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);
/** A stack of 100,000 resources exports to about 200 MB. */
const MAX_BYTES = 1024 ** 3;

/** The engine saves a step before it begins those that follow from it. */
const STALE_FOR_MS = 10_000;
const ASK_AGAIN_MS = 250;

/**
 * The engine's record of the stack that a resource is in, this run's steps so far included: it
 * is saved after each step, and `pulumi stack export` reads it without a lock. Secrets in it are
 * read in clear, in memory alone: who was given a pair may have been given it as a secret.
 *
 * @param engine the command that runs; it names the stack by what it is called now, which a urn in
 *   a resource's outputs does not: the stack may have been renamed since
 */
export function stackStateOf(
  engine: EngineCommand | undefined,
  environment: Environment,
  { clock, signal }: Pick<HostIo, "clock" | "signal">,
): (resource: string | undefined) => StackState {
  const flags = engineFlags(engine?.args ?? [], environment);
  const exports = new Exports((selection) => exported(engine, environment, selection));
  let before: Promise<Witness> | undefined;

  return (resource) => {
    const read = (isOurs: (entry: RecordedResource) => boolean, mayBeOlder = false) =>
      engine
        ? exports.read(selectionOf(flags), isOurs, mayBeOlder)
        : exports.readEither(resource, (entry) => sameStack(entry.urn, resource) && isOurs(entry));
    // The resource itself may not be recorded yet; some other of its stack always is.
    const ofStack = (entry: RecordedResource) => sameStack(entry.urn, resource);

    return {
      before: () => {
        before ??= read(ofStack);
        // Not kept when it failed: the next one may be told why, or succeed.
        before.catch(() => {
          before = undefined;
        });
        return before;
      },
      records: async (publicKey) => (await read(ofStack)).records(publicKey),
      async holders(pair, made) {
        // By id, not by urn: one that was renamed or came through the other provider knows its former urn.
        const isOurs = ({ id }: RecordedResource) => id === pair.publicKey;
        // A destroy makes nothing: who did not hold the pair a moment ago does not now.
        if (flags.command === "destroy") {
          const holders = (await read(isOurs, true)).holders(pair);
          if (holders.length === 0) return [];
        }
        const until = clock.now() + STALE_FOR_MS;
        for (;;) {
          const now = await read(isOurs);
          if (made === undefined || now.records(made)) return now.holders(pair);
          if (clock.now() > until) throw stackUnreadable();
          await clock.sleep(ASK_AGAIN_MS, signal);
        }
      },
      bindings: async (dataSpaceId) =>
        (await read((entry) => entry.id === dataSpaceId || ofStack(entry))).bindings(dataSpaceId),
      leftOut: (urns) => (engine ? leftOutBy(flags, urns) : undefined),
    };
  };
}

const STACK = /^urn:pulumi:(.+?)::(.+?)::/;
const sameStack = (urn: unknown, resource: string | undefined) =>
  STACK.exec(String(urn))?.[0] === STACK.exec(resource ?? "")?.[0];

const selectionOf = (flags: EngineFlags) => {
  const stack = flags.value("stack");
  return stack ? ["--stack", stack] : [];
};

/** Exports of one run: one at a time, shared by all who asked before it began. */
class Exports {
  readonly #export: (selection: readonly string[]) => Promise<RecordedResource[]>;
  readonly #next = new Map<string, Promise<Witness>>();
  readonly #last = new Map<string, Witness>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(read: (selection: readonly string[]) => Promise<RecordedResource[]>) {
    this.#export = read;
  }

  /**
   * The stack as it is recorded now, if the given part of it is there.
   *
   * @param mayBeOlder the last one will do, where there is one with that part in it
   */
  async read(
    selection: readonly string[],
    isOurs: (entry: RecordedResource) => boolean,
    mayBeOlder = false,
  ): Promise<Witness> {
    const last = this.#last.get(selection.join());
    const found = mayBeOlder && last?.has(isOurs) ? last : await this.#fresh(selection);
    if (found.has(isOurs)) return found;
    throw stackUnreadable();
  }

  /**
   * By the name in the urn first; with an organization in it the name alone may mean another stack,
   * so the selected one is tried too, and what it holds decides.
   */
  async readEither(
    resource: string | undefined,
    isOurs: (entry: RecordedResource) => boolean,
  ): Promise<Witness> {
    const stack = STACK.exec(resource ?? "")?.[1];
    if (stack === undefined) return this.read([], isOurs);
    return this.read(["--stack", stack], isOurs).catch(() => this.read([], isOurs));
  }

  #fresh(selection: readonly string[]): Promise<Witness> {
    const key = selection.join();
    const waiting = this.#next.get(key);
    if (waiting) return waiting;
    const turn = this.#running.then(async () => {
      // From here on it may be older than the question.
      this.#next.delete(key);
      const resources = await this.#export(selection).catch((cause) => {
        throw stackUnreadable(cause);
      });
      const found = new Witness(resources);
      this.#last.set(key, found);
      return found;
    });
    this.#next.set(key, turn);
    this.#running = turn.catch(() => undefined);
    return turn;
  }
}

/**
 * The CLI that runs, else the one that is installed: the engine itself needs none on PATH. It finds
 * the project and the selected stack by its folder.
 */
async function exported(
  engine: EngineCommand | undefined,
  environment: Environment,
  selection: readonly string[],
): Promise<RecordedResource[]> {
  const { PULUMI_ROOT } = environment;
  const candidates = [
    ...(engine ? [engine.executable] : []),
    ...(PULUMI_ROOT ? [join(PULUMI_ROOT, "bin", "pulumi")] : []),
    "pulumi",
  ];
  const ask = async (cli: string, ...flags: string[]) => {
    const args = ["stack", "export", "--non-interactive", ...flags, ...selection];
    const { stdout } = await run(cli, args, {
      cwd: engine?.folder,
      maxBuffer: MAX_BYTES,
      env: withoutTwins(environment),
    });
    return resourcesIn(stdout);
  };
  let cause: unknown;
  for (const cli of candidates) {
    try {
      return await ask(cli, "--show-secrets");
    } catch (error) {
      cause ??= error;
      // Without the right to decrypt: what is secret then shows nothing, and counts as such.
      if (!isMissing(error)) return ask(cli);
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

/** A way to run `pulumi`: which command, with which flags and variables. */
export interface Variant {
  readonly command: "up" | "preview" | "refresh" | "destroy";
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A flag as the CLI's own help names it. */
interface Flag {
  readonly short: string | undefined;
  readonly long: string;
  /** Undefined: it is on or off. */
  readonly type: string | undefined;
}

/** Flags that leave nothing to measure: they wait for a person, or make the command another one. */
const LEFT_OUT = new Set(["help", "attach-debugger", "neo", "config-path", "expect-no-changes"]);

/** What is given to flags that take a value; those that are not here choose what is done, not what is said. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  color: ["raw"],
  "otel-traces": ["file://FOLDER/otel.json"],
  profiling: ["FOLDER/profile"],
  tracing: ["file:FOLDER/trace"],
  verbose: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"],
};

/** Variables of the engine and its SDKs that make it say more. */
const VARIABLES: readonly Variant["env"][] = [
  { PULUMI_DEBUG_GRPC: "FOLDER/grpc.json" },
  { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" },
  { PULUMI_DEBUG_COMMANDS: "true" },
];

export function flagsIn(help: string): Flag[] {
  const lines = help.matchAll(/^ {2,6}(?:-(\w), )?--([\w-]+)(?: (\S+))? {2,}\S/gm);
  return [...lines]
    .map(([, short, long = "", type]) => ({ short, long, type: type === long ? undefined : type }))
    .filter(({ long }) => !LEFT_OUT.has(long));
}

/** Every flag of a command by itself, in each way that it can be written. */
export function variantsOf(command: Variant["command"], flags: readonly Flag[]): Variant[] {
  const given = (...args: string[]): Variant => ({ command, args, env: {} });
  return [
    given(),
    ...VARIABLES.map((env) => ({ command, args: [], env })),
    { command, args: ["--json"], env: { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" } },
    ...flags.flatMap((flag) =>
      valuesOf(flag).flatMap((value) => [
        ...spellings(flag, value).map((args) => given(...args)),
        { command, args: [], env: { [twinOf(flag)]: value } },
      ]),
    ),
  ];
}

const twinOf = ({ long }: Flag) => `PULUMI_OPTION_${long.replaceAll("-", "_").toUpperCase()}`;

const valuesOf = ({ long, type }: Flag) =>
  type === undefined ? ["true", "1", "t"] : (VALUES[long] ?? []);

/** Alone, after another letter, joined with its value or followed by it. */
function spellings({ short, long, type }: Flag, value: string): string[][] {
  const letters = short === undefined ? [] : [`-${short}`, `-e${short}`];
  const joined = [`--${long}=${value}`, ...letters.slice(0, 1).map((flag) => `${flag}=${value}`)];
  if (type !== undefined) {
    const apart = [`--${long}`, ...letters].map((flag) => [flag, value]);
    return [...[...joined, ...letters.map((flag) => flag + value)].map((arg) => [arg]), ...apart];
  }
  return [...joined, ...(value === "true" ? [`--${long}`, ...letters] : [])].map((arg) => [arg]);
}

import { defineError, defineWarning } from "../domain/errors";

export const stateUnreadable = defineError(
  "CS9002",
  {
    title: "A resource's recorded state can't be read",
    when: "When a resource was read by id without its state, or the state was edited by hand. Nothing has been changed.",
  },
  (resource: string | undefined, paths: readonly string[]) => ({
    problem: `${resource ?? "a resource"} is recorded without ${[...new Set(paths)].join(", ")}`,
    fix: "Import it with pulumi import --file (docs/import.md), or restore the state.",
  }),
);

export const debugLogShowsSecrets = defineWarning(
  "CS5016",
  {
    title: "The engine shows secrets in its debug output",
    when: "In preview and up under PULUMI_DEBUG_GRPC, -v=3 and above, --tracing, --otel-traces, --debug and up --json, given as flags (where the system shows the engine's command line: Linux, macOS) or by their variables (PULUMI_OPTION_VERBOSE and so on): the engine writes private keys in clear there.",
  },
  (outputs: readonly string[]) => ({
    problem: `this run is under ${outputs.join(" and ")}, where the engine writes private keys in clear`,
    fix: "Run it without; if real keys were used, delete what was written and rotate.",
  }),
);

export const operationTimedOut = defineError(
  "CS2016",
  {
    title: "An operation took longer than its resource allows",
    when: "Through the provider plugin, when a resource sets customTimeouts. What was made until then is recorded.",
  },
  (seconds: number, cause: unknown) => ({
    problem: `the operation was not done within its customTimeouts of ${seconds} s`,
    fix: "Allow it more time, or find out why the service is slow, and run it again.",
    cause,
  }),
);

export const tokenUnknown = defineError(
  "CS1110",
  {
    title: "A resource or function of that name does not exist",
    when: "By the provider plugin, before any call. The program's SDK may be of another release than the plugin.",
  },
  (token: string, known: readonly string[]) => ({
    path: token,
    problem: "is not part of this release of the provider",
    fix: `Use one of: ${known.join(", ")}; or install the release that has it.`,
  }),
);

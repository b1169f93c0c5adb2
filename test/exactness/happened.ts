import type { LoggedCall } from "commerce-services-emulator";
import { changesSomething } from "commerce-services-testkit/project/plan";
import type { Cause, Refused } from "./fleet";
import {
  type EngineStep,
  interruptionOf,
  momentOf,
  operationOf,
  propertiesOf,
  type Telling,
} from "./telling";

/** A step of a run, with what the engine recorded of it. */
export interface RunStep extends EngineStep {
  readonly old?: { readonly id?: string } | null;
  readonly new?: (EngineStep["new"] & { readonly id?: string }) | null;
}

/** The steps that began, and those that were done, of what `pulumi up --json` printed. */
export function stepsIn(output: string): {
  readonly begun: readonly RunStep[];
  readonly done: readonly RunStep[];
} {
  const begun: RunStep[] = [];
  const done: RunStep[] = [];
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { resourcePreEvent, resOutputsEvent } = JSON.parse(line) as Record<
      string,
      { readonly metadata: RunStep } | undefined
    >;
    if (resourcePreEvent) begun.push(resourcePreEvent.metadata);
    if (resOutputsEvent) done.push(resOutputsEvent.metadata);
  }
  return { begun: begun.filter(changesSomething), done: done.filter(changesSomething) };
}

/**
 * What a run did, by the engine's events, the service's call log, the stores' own calls, and what the
 * program was told of outputs.
 */
export function happened(
  output: string,
  calls: readonly LoggedCall[],
  refusals: readonly Refused[],
  outputs: Telling["outputs"],
): Telling {
  const { begun, done } = stepsIn(output);
  return {
    operations: done.map(operationOf),
    properties: begun.flatMap(propertiesOf),
    outputs,
    calls: calls
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => ({ urn: "", text: `${method} ${shapeOf(path)}` })),
    interruptions: refusals.map(({ store, environment, from, to }) =>
      interruptionOf(store, environment, stepAt(from, begun, done), stepAt(to, begun, done)),
    ),
  };
}

/** The ids in a path are opaque. */
const shapeOf = (path: string): string =>
  path.replace(/\/(environments|projects|keys|cloudid)\/[^/]+/g, "/$1/…");

/** The step of the run that caused this. */
function stepAt(cause: Cause, begun: readonly RunStep[], done: readonly RunStep[]): string {
  const step = (all: readonly RunStep[], is: (step: RunStep) => boolean) => {
    const found = all.find(is);
    return found ? momentOf(found) : `no step of the run (${JSON.stringify(cause)})`;
  };
  switch (cause.kind) {
    case "made":
      return step(done, (one) => one.op.startsWith("create") && one.new?.id === cause.publicKey);
    case "deleted":
      return step(begun, (one) => one.op.startsWith("delete") && one.old?.id === cause.publicKey);
    case "given":
      return step(begun, ({ urn }) => urn.endsWith(`::${cause.resource}`));
    default:
      return cause.kind;
  }
}

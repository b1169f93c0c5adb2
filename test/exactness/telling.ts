/**
 * What a plan and its report say of a run, or what the run did: each thing in words, with the
 * resource that it is about. What happens twice is said twice.
 */
export interface Telling {
  /** Operation and resource. */
  readonly operations: readonly Said[];
  /** Operation, resource, property path, the kind of change, and whether it replaces. */
  readonly properties: readonly Said[];
  /** Resource, output and value, of the outputs whose values the preview told the program. */
  readonly outputs: readonly Said[];
  /** The calls that change something in the account. */
  readonly calls: readonly Said[];
  /** Store, environment, and where the interruption begins and ends. */
  readonly interruptions: readonly Said[];
}

export interface Said {
  /** Empty where it is about no single resource. */
  readonly urn: string;
  readonly text: string;
}

/** A step as the engine names it, in a plan and in the events of a run. */
export interface EngineStep {
  readonly op: string;
  readonly urn: string;
  /** A plan says `kind`, the events of a run `diffKind`. */
  readonly detailedDiff?: Readonly<Record<string, { kind?: string; diffKind?: string }>> | null;
  /** The properties that ask for a replacement: so called in a plan, and in the events of a run. */
  readonly replaceReasons?: readonly string[] | null;
  readonly keys?: readonly string[] | null;
}

export const operationOf = ({ op, urn }: EngineStep): Said => ({ urn, text: `${op} ${urn}` });

export function propertiesOf(step: EngineStep): Said[] {
  const { op, urn, detailedDiff, replaceReasons, keys } = step;
  const replacing = new Set((replaceReasons ?? keys ?? []).map(rootOf));
  return Object.entries(detailedDiff ?? {}).map(([path, { kind, diffKind }]) => ({
    urn,
    text: `${op} ${urn} ${path} ${kind ?? diffKind}${replacing.has(rootOf(path)) ? ", replaces" : ""}`,
  }));
}

const rootOf = (path: string): string => path.split(/[.[]/)[0] ?? path;

export const interruptionOf = (
  store: string,
  environment: string,
  from: string,
  to: string,
): Said => ({ urn: "", text: `${store}, ${environment}: from ${from} until ${to}` });

export const momentOf = ({ op, urn }: Pick<EngineStep, "op" | "urn">): string => `${op} ${urn}`;

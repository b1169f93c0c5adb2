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
  /** The new resource: so called in a plan, and in the events of a run. */
  readonly newState?: Inputs | null;
  readonly new?: Inputs | null;
}

interface Inputs {
  readonly inputs?: Readonly<Record<string, unknown>> | null;
}

export const operationOf = ({ op, urn }: EngineStep): Said => ({ urn, text: `${op} ${urn}` });

/**
 * The changed properties of a step. A secret is one value here: what is in it is known to the engine
 * in a run, and mostly not yet in a preview.
 */
export function propertiesOf(step: EngineStep): Said[] {
  const { op, urn, detailedDiff, replaceReasons, keys } = step;
  const inputs = (step.newState ?? step.new)?.inputs ?? {};
  const replacing = new Set((replaceReasons ?? keys ?? []).map(rootOf));
  const texts = Object.entries(detailedDiff ?? {}).map(([path, { kind, diffKind }]) => {
    const root = rootOf(path);
    const within = path !== root && isSecret(inputs[root]);
    const what = within ? `${root} update` : `${path} ${kind ?? diffKind}`;
    return `${op} ${urn} ${what}${replacing.has(root) ? ", replaces" : ""}`;
  });
  return [...new Set(texts)].map((text) => ({ urn, text }));
}

/** As the engine writes a secret into a plan and into the events of a run. */
const isSecret = (value: unknown): boolean =>
  value === "[secret]" ||
  (typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value);

const rootOf = (path: string): string => path.split(/[.[]/)[0] ?? path;

export const interruptionOf = (
  store: string,
  environment: string,
  from: string,
  to: string,
): Said => ({ urn: "", text: `${store}, ${environment}: from ${from} until ${to}` });

export const momentOf = ({ op, urn }: Pick<EngineStep, "op" | "urn">): string => `${op} ${urn}`;

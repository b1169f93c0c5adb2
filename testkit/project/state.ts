/** One resource in the state file. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  /** The old half of a replacement, still to be deleted. */
  readonly delete?: boolean;
  readonly protect?: boolean;
  readonly parent?: string;
  /** Its urn, then its id. */
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  /** The line that declares it: `project:///index.js#10,1`. */
  readonly sourcePosition?: string;
  readonly initErrors?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the engine keeps of a stack. */
export interface Deployment {
  readonly resources: readonly StateResource[];
  /** What a killed run was about to do. */
  readonly pending_operations?: readonly {
    readonly type: string;
    readonly resource: StateResource;
  }[];
}

/** The resources of a name, the ones marked for deletion too. */
export function resourcesNamed(state: Deployment, name: string): StateResource[] {
  return state.resources.filter(({ urn }) => urn.endsWith(`::${name}`));
}

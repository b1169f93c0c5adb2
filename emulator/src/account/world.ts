import { getOrMake } from "../getOrMake";
import type { Account } from "../rules/account";
import type { KeyRecord } from "../rules/keys";
import type { DataSpace, Project } from "../rules/projects";
import type { Environment } from "../rules/terms";

/** One thing to be remembered. All changes of one call are saved together or not at all. */
export type Change =
  | { readonly kind: "account"; readonly value: Account }
  | { readonly kind: "key"; readonly value: KeyRecord }
  | { readonly kind: "keyForgotten"; readonly publicKey: string }
  | { readonly kind: "project"; readonly value: Project }
  | { readonly kind: "dataSpace"; readonly value: DataSpace };

export interface Contents {
  readonly accounts: readonly Account[];
  readonly keys: readonly KeyRecord[];
  readonly projects: readonly Project[];
  readonly dataSpaces: readonly DataSpace[];
}

/** Where changes are kept. `save` returns once they would survive the end of this process. */
export interface Journal {
  load(): Contents;
  save(changes: readonly Change[]): void;
  /** Forgets all else, in one step: a process that dies meanwhile leaves the old or the new. */
  replaceAll(changes: readonly Change[]): void;
  /** The token kept from an earlier start, so that a stack's configuration stays right; else a new one. */
  portalToken(make: () => string): string;
  close(): void;
}

/**
 * Everything the service knows, in memory for reading and in the journal for keeping.
 *
 * Saved first, applied second: if saving fails the call fails, and memory has not run ahead of
 * what a restart would bring back.
 */
export class World {
  readonly #accounts = new Map<string, Account>();
  readonly #keys = new Map<string, KeyRecord>();
  readonly #keysOf = new Map<string, Map<string, KeyRecord>>();
  readonly #projects = new Map<string, Project>();
  readonly #dataSpaces = new Map<string, DataSpace>();
  readonly #spacesOf = new Map<string, Map<string, DataSpace>>();
  /** Grows with every change that shows in the registry; what is derived may be kept until then. */
  registryRevision = 0;

  constructor(private readonly journal: Journal) {
    this.#fill(journal.load());
  }

  get isEmpty(): boolean {
    return this.#accounts.size === 0;
  }

  account(mageId: string): Account | undefined {
    return this.#accounts.get(mageId);
  }

  key(publicKey: string): KeyRecord | undefined {
    return this.#keys.get(publicKey);
  }

  keysOf(mageId: string): Iterable<KeyRecord> {
    return this.#keysOf.get(mageId)?.values() ?? [];
  }

  project(projectId: string): Project | undefined {
    return this.#projects.get(projectId);
  }

  projectsOf(mageId: string, environment: Environment): Project[] {
    return [...this.#projects.values()].filter(
      (project) => project.mageId === mageId && project.environment === environment,
    );
  }

  dataSpace(dataSpaceId: string): DataSpace | undefined {
    return this.#dataSpaces.get(dataSpaceId);
  }

  dataSpacesOf(projectId: string): DataSpace[] {
    return [...(this.#spacesOf.get(projectId)?.values() ?? [])];
  }

  contents(): Contents {
    return {
      accounts: [...this.#accounts.values()],
      keys: [...this.#keys.values()],
      projects: [...this.#projects.values()],
      dataSpaces: [...this.#dataSpaces.values()],
    };
  }

  commit(changes: readonly Change[]): void {
    this.journal.save(changes);
    for (const change of changes) this.#apply(change);
  }

  /** Forgets everything, then holds `contents`. */
  replace(contents: Contents): void {
    const changes = asChanges(contents);
    this.journal.replaceAll(changes);
    for (const map of [this.#accounts, this.#keys, this.#keysOf]) map.clear();
    for (const map of [this.#projects, this.#dataSpaces, this.#spacesOf]) map.clear();
    for (const change of changes) this.#apply(change);
    this.registryRevision++;
  }

  close(): void {
    this.journal.close();
  }

  #fill(contents: Contents): void {
    for (const change of asChanges(contents)) this.#apply(change);
  }

  #apply(change: Change): void {
    switch (change.kind) {
      case "account":
        this.#accounts.set(change.value.mageId, change.value);
        break;
      case "key":
        this.#keys.set(change.value.publicKey, change.value);
        group(this.#keysOf, change.value.mageId).set(change.value.publicKey, change.value);
        return; // no key shows in the registry
      case "keyForgotten": {
        const key = this.#keys.get(change.publicKey);
        if (key) this.#keysOf.get(key.mageId)?.delete(change.publicKey);
        this.#keys.delete(change.publicKey);
        return;
      }
      case "project":
        this.#projects.set(change.value.projectId, change.value);
        break;
      case "dataSpace":
        this.#dataSpaces.set(change.value.dataSpaceId, change.value);
        group(this.#spacesOf, change.value.projectId).set(change.value.dataSpaceId, change.value);
        break;
    }
    this.registryRevision++;
  }
}

const asChanges = ({ accounts, keys, projects, dataSpaces }: Contents): Change[] => [
  ...accounts.map((value) => ({ kind: "account" as const, value })),
  ...keys.map((value) => ({ kind: "key" as const, value })),
  ...projects.map((value) => ({ kind: "project" as const, value })),
  ...dataSpaces.map((value) => ({ kind: "dataSpace" as const, value })),
];

const group = <Value>(groups: Map<string, Map<string, Value>>, name: string) =>
  getOrMake(groups, name, () => new Map<string, Value>());

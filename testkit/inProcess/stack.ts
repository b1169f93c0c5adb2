import type { StackState } from "../../provider/resources/lifecycle";
import { Witness } from "../../provider/witness/witness";
import type { PropertyMap } from "./properties";

export type Kind = "ApiKeyPair" | "SaasProject" | "DataSpace" | "Store";

/** A resource as the engine has saved it. */
export interface Recorded {
  readonly urn: string;
  readonly name: string;
  readonly kind: Kind;
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
  /** The old half of a replacement, still to be deleted. */
  readonly delete?: true;
  /** Recorded by a call that failed after it had made it: the next run updates it. */
  readonly initErrors?: true;
}

/** What the engine has saved of a stack: all that outlives a process which is killed. */
export class Stack {
  resources: readonly Recorded[] = [];

  constructor(readonly name = "test") {}

  live(name: string): Recorded | undefined {
    return this.resources.find((entry) => entry.name === name && !entry.delete);
  }

  put(entry: Recorded, over?: Recorded): void {
    this.resources = over
      ? this.resources.map((other) => (other === over ? entry : other))
      : [...this.resources, entry];
  }

  drop(entry: Recorded): void {
    this.resources = this.resources.filter((other) => other !== entry);
  }

  copy(name = this.name): Stack {
    const copy = new Stack(name);
    copy.resources = structuredClone(this.resources);
    return copy;
  }

  urn = (kind: Kind, name: string) =>
    `urn:pulumi:${this.name}::shop::pulumi-nodejs:dynamic/commerce-services:${kind}::${name}`;

  readonly #witness = () =>
    new Witness(
      this.resources.map(({ kind, initErrors, ...entry }) => ({
        ...entry,
        type: `pulumi-nodejs:dynamic/commerce-services:${kind}`,
        initErrors: initErrors && ["not finished"],
      })),
    );

  /** What `pulumi stack export` would tell the provider in one run. */
  recordFor(targets?: readonly string[]): StackState {
    let before: Witness | undefined;
    return {
      before: async () => {
        before ??= this.#witness();
        return before;
      },
      records: async (publicKey) => this.#witness().records(publicKey),
      holders: async (pair) => this.#witness().holders(pair),
      bindings: async (dataSpaceId) => this.#witness().bindings(dataSpaceId),
      leftOut: (urns) =>
        targets ? urns.filter((urn) => !targets.some((name) => urn.endsWith(`::${name}`))) : [],
    };
  }
}

import { isMarkedSecret, isProperties, type Properties } from "../domain/unknown";
import { ourKind } from "../domain/urn";

/** A resource as the engine has recorded it. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** False for a component, which groups others and is nothing by itself. */
  readonly custom?: boolean;
  /** The old half of a replacement, still to be deleted. */
  readonly delete?: boolean;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  /** Of each input, the resources that its value was made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  /** When it was made, by the clock of the machine that made it. */
  readonly created?: string;
  /** What its making or update has not finished. */
  readonly initErrors?: readonly string[] | null;
}

/** The resources in what `pulumi stack export` prints. */
export function resourcesIn(exported: string): RecordedResource[] {
  const { deployment } = JSON.parse(exported) as {
    deployment?: { resources?: RecordedResource[] };
  };
  return deployment?.resources ?? [];
}

/** Stands for what can't be decrypted here. */
export const CIPHERTEXT = Symbol("ciphertext");

/** What is behind the mark of a secret, in clear in an export with `--show-secrets`; anything else as it is. */
export function revealed(value: unknown): unknown {
  if (!isProperties(value) || !isMarkedSecret(value)) return value;
  if (typeof value.plaintext === "string") return JSON.parse(value.plaintext) as unknown;
  return "value" in value ? value.value : CIPHERTEXT;
}

export const isPair = ({ type }: RecordedResource): boolean => ourKind(type) === "ApiKeyPair";

import { redact } from "../../domain/redact";
import { UNKNOWN_ON_THE_WIRE } from "../../domain/unknown";

/**
 * What a report may know of a resource's state: a list of fields, not a filter. A private key, a
 * setting, an input of another provider's resource is never read into it, so that it can't be
 * printed, whether the plan shows secrets in clear or not.
 */
export interface PairFacts {
  readonly kind: "pair";
  readonly environment: "production" | "sandbox" | undefined;
  readonly label: string | undefined;
  readonly issuer: "portal" | "supplied";
  readonly publicKey: string | undefined;
  readonly merchantId: string | undefined;
}
export interface ProjectFacts {
  readonly kind: "project";
  readonly name: string | undefined;
  readonly projectId: string | undefined;
  readonly signsWith: string | undefined;
}
export interface DataSpaceFacts {
  readonly kind: "dataSpace";
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly projectId: string | undefined;
  readonly dataSpaceId: string | undefined;
  readonly store: { readonly name: string; readonly role: string } | undefined;
  readonly services: readonly string[];
  readonly allowRebind: boolean;
  readonly allowProductionData: boolean;
  readonly signsWith: string | undefined;
  /** What the declaration left for later; said as unknown. */
  readonly unknown: readonly string[];
}
export type Facts = PairFacts | ProjectFacts | DataSpaceFacts;

type Bag = Readonly<Record<string, unknown>>;
/** An object's properties; none, if it is no object. */
export const bag = (value: unknown): Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Bag) : {};

const isUnknown = (value: unknown): boolean => value === UNKNOWN_ON_THE_WIRE;

/** A text that a report may repeat; undefined for all else, and for what is unknown until `up`. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? redact(value) : undefined;

/** The facts of one of our resources, from its inputs and what is recorded of it. */
export function factsOf(
  kind: "ApiKeyPair" | "SaasProject" | "DataSpace",
  inputs: unknown,
  outputs: unknown,
  id: unknown,
): Facts {
  const given = bag(inputs);
  const recorded = bag(outputs);
  const text = (key: string) => textIn(given[key]) ?? textIn(recorded[key]);
  const signsWith = textIn(bag(given.keyPair).publicKey);
  if (kind === "ApiKeyPair") {
    const supplied = given.supplied ?? recorded.supplied;
    return {
      kind: "pair",
      environment: environmentOf(text("environment")),
      label: text("label"),
      issuer: supplied === undefined || supplied === null ? "portal" : "supplied",
      publicKey: textIn(id) ?? textIn(bag(supplied).publicKey),
      merchantId: textIn(recorded.merchantId),
    };
  }
  if (kind === "SaasProject")
    return {
      kind: "project",
      name: text("name"),
      projectId: textIn(id) ?? textIn(given.projectId),
      signsWith,
    };
  const store = bag(given.store);
  const storeName = textIn(store.name);
  return {
    kind: "dataSpace",
    name: text("name"),
    type: text("type"),
    projectId: textIn(given.projectId),
    dataSpaceId: textIn(id) ?? textIn(given.dataSpaceId),
    store: storeName === undefined ? undefined : { name: storeName, role: roleOf(store.role) },
    services: Array.isArray(recorded.services)
      ? recorded.services.flatMap((service) => textIn(service) ?? [])
      : [],
    allowRebind: given.allowRebind === true,
    allowProductionData: given.allowProductionData === true,
    signsWith,
    unknown: ["projectId", "dataSpaceId", "type", "name", "store"].filter((key) =>
      isUnknown(given[key]),
    ),
  };
}

const environmentOf = (text: string | undefined) =>
  text === "production" || text === "sandbox" ? text : undefined;

const roleOf = (value: unknown): string => textIn(value) ?? "unknown";

/** Which of these texts the inputs hold as a plain value. What must be dead by now holds nothing. */
export function mentions(value: unknown, wanted: ReadonlySet<string>, found: Set<string>): void {
  if (typeof value === "string") {
    if (wanted.has(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) mentions(item, wanted, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value))
      if (key !== "retired" && key !== "__provider") mentions(item, wanted, found);
  }
}

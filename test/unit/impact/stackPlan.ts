/**
 * Plans in the engine's words, as small as a rule needs them. For what the engine itself prints see
 * the folder plans.
 */
const urnOf = (type: string, name: string) => `urn:pulumi:test::shop::${type}::${name}`;
const OURS = /^(ApiKeyPair|SaasProject|DataSpace)$/;
const typeOf = (type: string) =>
  OURS.test(type) ? `pulumi-nodejs:dynamic/commerce-services:${type}` : type;

/** `ApiKeyPair key` as a urn. */
const urn = (resource: string) => {
  const [type = "", name = ""] = resource.split(" ");
  return urnOf(typeOf(type), name);
};

interface Side {
  readonly id?: string;
  readonly inputs?: object;
  readonly outputs?: object;
  /** The resources that it takes something from. */
  readonly from?: readonly string[];
  /** The old half of a replacement, also of an earlier run. */
  readonly delete?: boolean;
  readonly retainOnDelete?: boolean;
  /** When the engine recorded it, and changed it last. */
  readonly created?: string;
  readonly modified?: string;
}

/** One step: `step("update", "DataSpace live", before, after, ["keyPair"])`. */
export function step(
  op: string,
  resource: string,
  before: Side | undefined,
  after: Side | undefined = op.startsWith("delete") ? undefined : before,
  reasons: readonly string[] = [],
): object {
  const side = (one: Side | undefined) =>
    one && {
      ...one,
      dependencies: (one.from ?? []).map(urn),
      propertyDependencies: { from: (one.from ?? []).map(urn) },
    };
  return {
    op,
    urn: urn(resource),
    oldState: side(before),
    newState: side(after),
    diffReasons: reasons,
    replaceReasons: op.includes("replace") ? reasons : [],
  };
}

/** Both halves of a replacement, the deletion as the engine puts it: last. */
export const replaced = (
  resource: string,
  before: Side,
  after: Side,
  reasons: readonly string[],
  between: readonly object[] = [],
): object[] => [
  step("create-replacement", resource, before, after, reasons),
  step("replace", resource, before, after, reasons),
  ...between,
  step("delete-replaced", resource, { ...before, delete: true }, undefined, reasons),
];

export const planOf = (keyPolicy: string, steps: readonly object[], more: object = {}): string =>
  JSON.stringify({
    config: { "commerce-services:keyPolicy": keyPolicy },
    steps,
    changeSummary: {
      same: steps.filter((one) => (one as { op: string }).op === "same").length,
    },
    ...more,
  });

/** A pair as the engine records it; what is made by `up` has no id yet. */
export const pair = (id: string | undefined, more: object = {}): Side => ({
  ...(id !== undefined && { id }),
  inputs: { environment: "production", label: "key", ...more },
});
export const suppliedPair = (publicKey: string): Side =>
  pair(publicKey, { supplied: { publicKey, privateKey: "[secret]" } });

/** A data space that signs with `keyPair`, for a store of that role; without a role, for none. */
export const space = (keyPair: string, role?: string, more: object = {}): Side => ({
  id: "d-1",
  inputs: {
    projectId: "p-1",
    type: role === "production" ? "Production" : "Testing",
    keyPair: { environment: "production", publicKey: keyPair, privateKey: "[secret]" },
    ...(role !== undefined && { store: { name: "shop", role } }),
    ...more,
  },
  outputs: { services: ["Live Search"] },
  from: ["ApiKeyPair key"],
});

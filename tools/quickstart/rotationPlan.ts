import type { PlanStep } from "commerce-services-testkit/project/plan";

const prefix = "urn:pulumi:local::quickstart::pulumi-nodejs:dynamic/";
export const urns = {
  pair: `${prefix}commerce-services:ApiKeyPair::production`,
  sandbox: `${prefix}commerce-services:ApiKeyPair::sandbox`,
  data: `${prefix}commerce-services:DataSpace::live-data`,
  shop: `${prefix}quickstart:StoreSettings::shop`,
  other: `${prefix}quickstart:StoreSettings::shop-staging`,
};

const step = (op: string, urn: string, ...dependencies: string[]): PlanStep => ({
  op,
  urn,
  dependencies,
});

/** As the engine plans a rotation: shop depends on the pair through its data space, the other directly. */
export const createFirst = [
  step("create-replacement", urns.pair),
  step("update", urns.data, urns.pair),
  step("update", urns.shop, urns.sandbox, urns.data),
  step("update", urns.other, urns.pair),
  step("delete-replaced", urns.pair),
] as const;

export const deleteFirst = [
  step("delete-replaced", urns.pair),
  step("create-replacement", urns.pair),
  ...createFirst.slice(1, 4),
] as const;

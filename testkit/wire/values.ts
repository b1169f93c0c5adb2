import type { PropertyMap } from "./structs";

/** What the engine writes for values that JSON does not have. Source: the SDK's `runtime/rpc`. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value as the provider must hand it back to have it encrypted. */
export const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });

export type ResourceName = "ApiKeyPair" | "SaasProject" | "DataSpace";

export const typeToken = (type: ResourceName) => `pulumi-nodejs:dynamic/commerce-services:${type}`;

export const urn = (type: ResourceName, name: string) =>
  `urn:pulumi:dev::shop::${typeToken(type)}::${name}`;

/** As it stands in states that were written by the first release. */
export const loader = (type: ResourceName) =>
  `exports.handler=()=>require("pulumi-commerce-services/provider").${type};`;

/** Inputs as the class hands them over: with its own two, and nothing undefined. */
export const inputsOf = (type: ResourceName, name: string, inputs: PropertyMap): PropertyMap => ({
  ...inputs,
  self: urn(type, name),
  __provider: loader(type),
});

/**
 * What the engine hands over after it has recorded `properties`: secrets in clear, since
 * this host asks for none.
 */
export function recorded(properties: PropertyMap): PropertyMap {
  return clear(properties) as PropertyMap;
}

function clear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== "object" || value === null) return value;
  if ((value as PropertyMap)[SIGNATURE] === SECRET) return clear((value as PropertyMap).value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clear(item)]));
}

/** The paths at which properties hold secrets. */
export function secretPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value) && (value as PropertyMap)[SIGNATURE] === SECRET) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    secretPaths(item, path === "" ? key : `${path}.${key}`),
  );
}

/** Properties as text with their marked secrets cut out: what would stand in clear in the state. */
export function inClear(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && (item as PropertyMap)[SIGNATURE] === SECRET
      ? "[secret]"
      : item,
  );
}

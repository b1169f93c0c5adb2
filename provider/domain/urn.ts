/** The resources of this package; each is the last part of its type token. */
export const RESOURCE_NAMES = ["ApiKeyPair", "SaasProject", "DataSpace"] as const;
export type ResourceName = (typeof RESOURCE_NAMES)[number];

/** What a urn says of its resource. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** Its own type, without those of its parents. */
  readonly type: string;
  readonly name: string;
}

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`; a name may itself hold `::`. */
export function parseUrn(urn: string): Urn {
  const [stack = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: stack.replace(/^urn:pulumi:/, ""),
    project,
    type: types.slice(types.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

/** Through either provider, the dynamic or the native one. */
const OURS = new RegExp(
  `^(?:pulumi-nodejs:dynamic/commerce-services|commerce-services:index):(${RESOURCE_NAMES.join("|")})$`,
);

/** Which of this package's resources the type names. */
export const ourKind = (type: string) => OURS.exec(type)?.[1] as ResourceName | undefined;

/** The type of a resource as the engine knows it. It is in every user's state: never changed. */
export const typeToken = (name: ResourceName) => `pulumi-nodejs:dynamic/commerce-services:${name}`;

/** The same resource through the provider plugin: what programs in any language name it. */
export const nativeToken = (name: ResourceName) => `commerce-services:index:${name}`;

const NATIVE_TYPES = new RegExp(
  `(^|\\$)commerce-services:index:(${RESOURCE_NAMES.join("|")})(?=\\$|$)`,
  "g",
);

/**
 * The urn that a resource has, or would have, through the dynamic provider. It is in the state that
 * both providers write, so that a resource that moved here from the native one still knows its stack.
 */
export function dynamicUrn(urn: string): string {
  const [stack, project, types = "", ...name] = urn.split("::");
  const moved = types.replace(
    NATIVE_TYPES,
    (_all, start: string, kind: string) => start + typeToken(kind as ResourceName),
  );
  return [stack, project, moved, ...name].join("::");
}

/**
 * What stands as `__provider` in the state of every resource: constant text that loads the
 * installed code. The path and the name in it can never move: a stack deployed years ago deletes
 * its resources through it.
 */
export const loader = (name: ResourceName) =>
  `exports.handler=()=>require("pulumi-commerce-services/provider").${name};`;

import type { ResourceName } from "../resources/table";

/** The type of a resource as the engine knows it. It is in every user's state: never changed. */
export const typeToken = (name: ResourceName) => `pulumi-nodejs:dynamic/commerce-services:${name}`;

/** The same resource through the provider plugin: what programs in any language name it. */
export const nativeToken = (name: ResourceName) => `commerce-services:index:${name}`;

/**
 * The urn that a resource has, or would have, through the dynamic door. It is in the state that
 * both doors write, so that a resource that moved here from the plugin still knows its stack.
 */
export function dynamicUrn(urn: string): string {
  const [stack, project, types = "", ...name] = urn.split("::");
  const moved = types.replace(
    /(^|\$)commerce-services:index:(ApiKeyPair|SaasProject|DataSpace)(?=\$|$)/g,
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

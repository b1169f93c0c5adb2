import type { ResourceName } from "../resources/table";

/** The type of a resource as the engine knows it. It is in every user's state: never changed. */
export const typeToken = (name: ResourceName) => `pulumi-nodejs:dynamic/commerce-services:${name}`;

/**
 * What stands as `__provider` in the state of every resource: constant text that loads the
 * installed code. The path and the name in it can never move: a stack deployed years ago deletes
 * its resources through it.
 */
export const loader = (name: ResourceName) =>
  `exports.handler=()=>require("pulumi-commerce-services/provider").${name};`;

import { pairFacts, type Resource } from "../plan/resources";
import type { Context } from "./context";

/** A resource that takes a replaced pair, and that the plan leaves as it is. */
export interface Hidden {
  readonly resource: Resource;
  readonly pair: Resource;
  /** Its record names the old pair; otherwise it may take only what does not change. */
  readonly certain: boolean;
}

/**
 * The dependants that a plan passes over, which is what `--target` does. Without it the engine
 * plans an update of whatever takes a replaced pair's key.
 */
export function hiddenDependants({ resources, dependencies, options }: Context): Hidden[] {
  return [...resources.values()]
    .filter(({ kind, makes, before }) => kind === "ApiKeyPair" && makes !== undefined && before)
    .flatMap((pair) => {
      const publicKey = pairFacts(pair.before)?.publicKey ?? "";
      return dependencies
        .dependants(pair.urn)
        .filter(
          (one) =>
            one.op === "same" &&
            one.before !== undefined &&
            (one.after ?? one.before).feeds.includes(pair.urn),
        )
        .map((resource) => ({
          resource,
          pair,
          certain:
            options.targeted === true || (resource.before?.mentions.includes(publicKey) ?? false),
        }));
    });
}

import * as pulumi from "@pulumi/pulumi";
import { CommerceServicesError } from "../../domain/errors";
import { type KeyPolicy, keepsBoth } from "../../domain/keyPolicy";
import type { Environment } from "../../keys";
import { ApiKeyPair } from "../apiKeyPair";
import { dynamicHost, type Host } from "../host";
import type { KeyPairInput } from "../keyPairInput";
import { planRing, type RingPlan } from "./plan";

/** What an {@link ApiKeyRing} is declared with. */
export interface ApiKeyRingArgs {
  /** Which of the account's two pairs: picks the host. */
  readonly environment: pulumi.Input<Environment>;
  /** The newest generation, from 1. Raise it by one to rotate. A plain number: a preview needs it. */
  readonly generation: number;
  /**
   * How many generations stay alive, the newest included. Default 2. An account that is not
   * `overlapping` has one live pair: there it must be 1.
   */
  readonly keep?: number;
  /** The generation in use. Default: the newest. Point it back to undo a rotation. */
  readonly active?: number;
  /** The pairs' name in the portal, to which the generation is added. Default: the ring's name. */
  readonly label?: pulumi.Input<string>;
}

/**
 * Key pairs that overlap beyond one `up`: one issued pair per generation. Raising `generation` by
 * one makes a pair, gives it to every dependant in the stack, and deletes the oldest; the previous
 * one stays alive for stores that are fed from elsewhere. Raising it by `keep` or more deletes
 * every live pair after that `up`; lowering it makes a pair anew.
 *
 * Where the account has one live pair at a time (`exclusive`, `delete-first`), the ring is one
 * ApiKeyPair that is replaced, as the account demands, and its preview says what that interrupts.
 *
 * Errors, which end the program with their message: CS1120 to CS1122.
 *
 * @example
 * ```ts
 * import { ApiKeyRing, SaasProject } from "pulumi-commerce-services";
 *
 * const ring = new ApiKeyRing("production", { environment: "production", generation: 7 });
 * const project = new SaasProject("shop", { name: "Shop", keyPair: ring.keyPair });
 * export const publicKey = ring.publicKey;
 * ```
 */
export class ApiKeyRing extends pulumi.ComponentResource {
  /** The subclass of `pulumi-commerce-services/native` differs in these two alone. */
  protected static readonly host: Host = dynamicHost;
  protected static readonly Pair: typeof ApiKeyPair = ApiKeyPair;

  readonly environment: pulumi.Output<Environment>;
  /** The active pair's outputs, as those of an ApiKeyPair. */
  readonly publicKey: pulumi.Output<string>;
  readonly privateKey: pulumi.Output<string>;
  readonly keyPair: ApiKeyPair["keyPair"];
  readonly fingerprint: pulumi.Output<string>;
  readonly issuer: ApiKeyPair["issuer"];
  readonly merchantId: pulumi.Output<string | null>;
  readonly projects: ApiKeyPair["projects"];
  readonly status: ApiKeyPair["status"];
  readonly createdAt: pulumi.Output<string>;
  /** The pair of the generation before the active one; undefined when the ring holds none. */
  readonly previous: KeyPairInput | undefined;

  constructor(name: string, args: ApiKeyRingArgs, options?: pulumi.ComponentResourceOptions) {
    super("commerce-services:index:ApiKeyRing", name, {}, options);
    const { host, Pair } = new.target;
    const policy = host.keyPolicy({ parent: this });
    const { held, active } = planOrRunError(args, policy);
    const pairs = new Map(
      held.map((generation) => {
        const { name: own, args: pair, aliases } = pairOf(name, generation, args, policy);
        return [generation, new Pair(own, pair, { parent: this, aliases })];
      }),
    );
    const pair = pairs.get(active) as ApiKeyPair;

    this.environment = pair.environment;
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
    this.keyPair = pair.keyPair;
    this.fingerprint = pair.fingerprint;
    this.issuer = pair.issuer;
    this.merchantId = pair.merchantId;
    this.projects = pair.projects;
    this.status = pair.status;
    this.createdAt = pair.createdAt;
    this.previous = pairs.get(active - 1)?.keyPair;
    // No key of its own in the state: the pairs' records have each once, and that is enough.
    this.registerOutputs({ publicKey: this.publicKey, generation: args.generation, active });
  }
}

/**
 * A generation of its own under its own name, so that it outlives the next one; or, where only
 * one pair can live, one name whose keepers move on, so that it is replaced. Each is the other's
 * alias: a ring whose account changes its policy keeps the pair that it has.
 */
function pairOf(
  ring: string,
  generation: number,
  { environment, label = ring, generation: newest }: ApiKeyRingArgs,
  policy: KeyPolicy,
) {
  const own = `${ring}-${generation}`;
  const only = `${ring}-only`;
  const [name, other] = keepsBoth(policy) ? [own, only] : [only, own];
  return {
    name,
    args: {
      environment,
      label: pulumi.interpolate`${label} ${generation}`,
      keepers: { generation: String(generation) },
    },
    aliases: generation === newest ? [{ name: other }] : [],
  };
}

/** A mistake in the program: the engine shows a RunError as its message alone, without a stack. */
function planOrRunError(args: ApiKeyRingArgs, policy: KeyPolicy): RingPlan {
  try {
    return planRing(args, policy);
  } catch (error) {
    throw error instanceof CommerceServicesError ? new pulumi.RunError(error.message) : error;
  }
}

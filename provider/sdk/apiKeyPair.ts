import * as pulumi from "@pulumi/pulumi";
import { deletesFirst } from "../domain/keyPolicy";
import type { Environment } from "../keys";
import { dynamicHost, type Host } from "./host";
import { halvesInput, type KeyPairInput, type SuppliedPair } from "./keyPairInput";
import { registration } from "./registration";

/** What an {@link ApiKeyPair} is declared with. */
export interface ApiKeyPairArgs {
  /** Which of the account's two pairs: picks the host. Changing it replaces the pair. */
  readonly environment: pulumi.Input<Environment>;
  /** The pair's name in the portal, 1 to 255 characters. Default: the resource's name. */
  readonly label?: pulumi.Input<string>;
  /**
   * A pair that a person made in the API Portal. Without it the configured portal issues one.
   * Another `publicKey` replaces the pair; another `privateKey` alone corrects it in place. Without
   * a `privateKey`, which may be lost, the pair is recorded by its public key, status `unknown`;
   * nothing can be signed with it until it is rotated.
   */
  readonly supplied?: pulumi.Input<SuppliedPair>;
  /** Change a value to rotate an issued pair. Refused beside `supplied` (CS1105). */
  readonly keepers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * A holder's public key (SPKI PEM; RSA from 2048 bits, or EC). The issued private key is proven
   * once, then kept only as `sealedPrivateKey`, which that holder alone can open: it is in no state,
   * not even encrypted by Pulumi. Other resources sign with another pair. Changing it replaces.
   */
  readonly sealTo?: pulumi.Input<string>;
  /** Public keys that must be dead by now: `up` and refresh name those still known (CS5008). */
  readonly retired?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What every `ApiKeyPair` shows, through either provider. Types alone. */
export declare class ApiKeyPairOutputs extends pulumi.CustomResource {
  /** Which of the account's two pairs it is. */
  readonly environment: pulumi.Output<Environment>;
  /** The pair's name in the portal. */
  readonly label: pulumi.Output<string>;
  /** The API key, which is also the resource's id. */
  readonly publicKey: pulumi.Output<string>;
  /** PKCS#8 PEM; always a secret. Null of a sealed pair, and of one whose private key is lost. */
  readonly privateKey: pulumi.Output<string>;
  /** The private key as a JWE that the holder of `sealTo` can open; null without `sealTo`. */
  readonly sealedPrivateKey: pulumi.Output<string | null>;
  /** What other resources take as `keyPair`; they refuse one without its private half (CS1133). */
  readonly keyPair: KeyPairInput & {
    readonly environment: pulumi.Output<Environment>;
    readonly publicKey: pulumi.Output<string>;
    readonly privateKey: pulumi.Output<string>;
  };
  /** `SHA256:` and the base64 digest of the public half (SPKI). */
  readonly fingerprint: pulumi.Output<string>;
  /** Who made it: the `portal`, for this stack, or a person who `supplied` it. */
  readonly issuer: pulumi.Output<"portal" | "supplied">;
  /** `MAG…`; null while the account has no project that would show it. */
  readonly merchantId: pulumi.Output<string | null>;
  /** The projects that the service shows to this pair. */
  readonly projects: pulumi.Output<
    {
      /** The project's id. */
      projectId: string;
      /** The project's name. */
      projectName: string;
    }[]
  >;
  /**
   * What the gateway said of it last: `accepted` or `refused`; `unknown` where it was supplied
   * without its private half, so that nothing can be proven.
   */
  readonly status: pulumi.Output<"accepted" | "refused" | "unknown">;
  /** When the portal made it, or when this stack took it over; ISO 8601, UTC. */
  readonly createdAt: pulumi.Output<string>;
}

/**
 * An API key pair of one environment. Every Commerce Service of the environment hangs on it.
 *
 * A rotation makes and proves the new pair, gives it to every dependant in the stack, and only then
 * deletes the old one and proves it dead. What the account does meanwhile with the old pair is
 * `commerce-services:keyPolicy`.
 *
 * Errors: CS1001 to CS1029 (keys), CS1105 to CS1107, CS1130 to CS1132 (sealing), CS3001 to CS3039 (portal), CS4004, CS4101 to
 * CS4104, CS4130.
 *
 * @example
 * ```ts
 * import { ApiKeyPair } from "pulumi-commerce-services";
 *
 * const issued = new ApiKeyPair("production", {
 *   environment: "production",
 *   keepers: { rotation: "2026-11" },
 * });
 * export const publicKey = issued.publicKey;
 * ```
 */
export class ApiKeyPair extends (pulumi.CustomResource as typeof ApiKeyPairOutputs) {
  constructor(name: string, args: ApiKeyPairArgs, options?: pulumi.CustomResourceOptions) {
    super(...apiKeyPairRegistration(dynamicHost, name, args, options));
    addApiKeyPairOutputs(this);
  }
}

export function apiKeyPairRegistration(
  host: Host,
  name: string,
  args: ApiKeyPairArgs,
  options: pulumi.CustomResourceOptions | undefined,
) {
  const label = args.label ?? name;
  const supplied = args.supplied && halvesInput(args.supplied);
  // An account that takes no second pair. An option, because `up --replace` asks nobody else.
  const deleteBeforeReplace = deletesFirst(host.keyPolicy(options)) ? true : undefined;
  return registration(
    host,
    "ApiKeyPair",
    name,
    { inputs: { ...args, label, supplied }, outputs: OUTPUTS, secrets: ["privateKey"] },
    pulumi.mergeOptions({ deleteBeforeReplace }, options),
  );
}

/** Those that the engine need not record. */
export function addApiKeyPairOutputs(made: ApiKeyPairOutputs): void {
  // The id stays known when an update is previewed, an output would not: dependants stay exact.
  const publicKey = made.id;
  const { environment, privateKey } = made;
  const keyPair = Object.freeze({ environment, publicKey, privateKey });
  Object.assign(made, { publicKey, keyPair });
}

const OUTPUTS = [
  "environment",
  "label",
  "privateKey",
  "sealedPrivateKey",
  "fingerprint",
  "issuer",
  "merchantId",
  "projects",
  "status",
  "createdAt",
];

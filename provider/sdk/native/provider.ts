import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_KEY_POLICY, type KeyPolicy } from "../../domain/keyPolicy";
import { NAMESPACE } from "../../domain/namespace";

/** What a {@link Provider} is declared with: the settings of one account. */
export interface ProviderArgs {
  /** Root URL of the production gateway. Default: `https://commerce.adobe.io/`. */
  readonly gatewayUrl?: pulumi.Input<string>;
  /** Root URL of the sandbox gateway. Default: `https://commerce-beta.adobe.io/`. */
  readonly sandboxGatewayUrl?: pulumi.Input<string>;
  /** Root URL of the endpoint that issues key pairs. Without it every pair is supplied. */
  readonly portalUrl?: pulumi.Input<string>;
  /** The bearer token of that endpoint. Made a secret whatever the caller did. */
  readonly portalToken?: pulumi.Input<string>;
  /**
   * What the account does with the old pair when a new one is made: `exclusive`, it stops at once;
   * `overlapping`, both work; `delete-first`, a second one is refused until the first is deleted.
   * A plain value: the order of a replacement is settled before any call. Default: `exclusive`.
   */
  readonly keyPolicy?: KeyPolicy;
  /** The production pair that projects and data spaces sign with when they are given none. */
  readonly publicKey?: pulumi.Input<string>;
  /** The private half of `publicKey`, PEM. Made a secret whatever the caller did. */
  readonly privateKey?: pulumi.Input<string>;
  /** How long one call may take, as `500ms`, `30s` or `5m`. Default: `30s`. */
  readonly requestTimeout?: pulumi.Input<string>;
  /** How many calls may be under way at once, 1 to 64. Default: 4. */
  readonly maxConcurrency?: pulumi.Input<number>;
  /** How long a new pair may take to be accepted, and a removed one to be refused. Default: `60s`. */
  readonly verifyTimeout?: pulumi.Input<string>;
  /** The only account that may be touched (`MAG…`): every pair, portal and row is checked against it. */
  readonly merchantId?: pulumi.Input<string>;
}

/**
 * One account of Commerce Services. A program that serves several merchants has one each, and gives
 * it to the resources as `provider`. The stack's configuration and the environment are not read for
 * it: its arguments are all it knows.
 *
 * Errors: CS1200 to CS1205 (settings).
 *
 * @example
 * ```ts
 * import { Provider, SaasProject } from "pulumi-commerce-services/native";
 *
 * const acme = new Provider("acme", { merchantId: "MAG005500000", portalUrl: "https://keys.acme.example/" });
 * const project = new SaasProject("acme-shop", { name: "Shop" }, { provider: acme });
 * export const projectId = project.projectId;
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** What the account does with the old pair when a new one is made. */
  readonly keyPolicy: KeyPolicy;

  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    const {
      keyPolicy = DEFAULT_KEY_POLICY,
      portalToken,
      privateKey,
      maxConcurrency,
      ...rest
    } = args;
    const settings = {
      ...rest,
      keyPolicy,
      portalToken: portalToken && pulumi.secret(portalToken),
      privateKey: privateKey && pulumi.secret(privateKey),
      // The engine keeps a provider's settings as text.
      maxConcurrency: maxConcurrency && pulumi.output(maxConcurrency).apply(String),
    };
    super(NAMESPACE, name, settings, options);
    this.keyPolicy = keyPolicy;
  }
}

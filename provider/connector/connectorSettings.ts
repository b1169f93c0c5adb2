import * as pulumi from "@pulumi/pulumi";
import { CommerceServicesError } from "../domain/errors";
import { connectorSettingsOf } from "./connectorSettingsOf";
import type { ConnectorSettingsValues, ConnectorValues, KeyPairValues } from "./values";

/** A key pair: ApiKeyPair's `keyPair`, an ApiKeyPair itself, or the three values. */
export interface KeyPairArgs {
  environment: pulumi.Input<string>;
  publicKey: pulumi.Input<string>;
  /** PEM. PKCS#1, CRLF and one-line forms are repaired to canonical PKCS#8. */
  privateKey: pulumi.Input<string>;
}

export interface ConnectorSettingsArgs {
  /** The pair for the production gateway. Default: the store keeps the one it has. */
  production?: pulumi.Input<KeyPairArgs> | undefined;
  /** The pair for the sandbox gateway. Default: the store keeps the one it has. */
  sandbox?: pulumi.Input<KeyPairArgs> | undefined;
  /** A SaasProject fits. */
  project: { projectId: pulumi.Input<string>; name: pulumi.Input<string> };
  /** A DataSpace fits. Where `projectId` is present it must be the project's. */
  dataSpace: {
    dataSpaceId: pulumi.Input<string>;
    name: pulumi.Input<string>;
    /** `Production` or `Testing`, in this case. */
    type: pulumi.Input<string>;
    projectId?: pulumi.Input<string> | undefined;
  };
  /** Where the store finds the service. Default: Adobe's gateways, by leaving the setting out. */
  gateways?:
    | {
        production?: pulumi.Input<string> | undefined;
        sandbox?: pulumi.Input<string> | undefined;
      }
    | undefined;
}

/** The same settings in four forms: apply one of them, not several. All are secret. */
export interface ConnectorSettings {
  /**
   * `CONFIG__DEFAULT__…` by name, values plain. They win over `env.php` and the database and lock
   * the field in the Admin. PHP must be allowed to see them (`variables_order` with an `E`), and a
   * process that sees them must clean the `config` cache.
   */
  environmentVariables: pulumi.Output<Record<string, string>>;
  /** The same with the prefix `env:`, for Adobe Commerce on Cloud. Make those of the keys sensitive. */
  cloudVariables: pulumi.Output<Record<string, string>>;
  /**
   * The element `'system' => [ … ],` for the array in `app/etc/env.php`. Then
   * `bin/magento cache:clean config` and `bin/magento app:config:import -n`.
   */
  envPhp: pulumi.Output<string>;
  /**
   * POSIX shell commands, to be run one after another in the store's folder: keys, project, data
   * space. Only those settings that `config:set` knows: key environment, names, type and gateways
   * have no command, and come from one of the other forms. Project and data space need the module
   * `magento/module-services-id` 3.3.0 or newer (or 2.1.0); it looks both up with the keys just
   * set and writes names and type by itself. While a command runs, the private key in it shows in
   * the host's process list.
   */
  magentoCommands: pulumi.Output<string[]>;
}

/**
 * What a store's Commerce Services Connector must be told, ready to be handed to a container, to
 * Adobe Commerce on Cloud, to `app/etc/env.php` or to `bin/magento`.
 *
 * `magento_saas/environment`, the choice of the pair and gateway that are used, is `production`
 * where a production pair is given, `sandbox` where only a sandbox pair is, and otherwise left to
 * the store. It does not follow from the data space's type: production keys open spaces of both.
 *
 * Nothing is computed while an input is unknown, so a first preview shows the settings as unknown.
 *
 * Errors, which end the program with their message: CS1060 (pair in the wrong slot), CS1061 (gateway), CS1062 (empty or unusable value),
 * CS1063 (data space of another project), and those of a malformed private key.
 *
 * @example
 * ```ts
 * import { ApiKeyPair, connectorSettings, DataSpace, SaasProject } from "pulumi-commerce-services";
 *
 * const { keyPair } = new ApiKeyPair("production", { environment: "production" });
 * const project = new SaasProject("shop", { name: "Shop", keyPair });
 * const dataSpace = new DataSpace("live", {
 *   projectId: project.projectId,
 *   type: "Production",
 *   store: { name: "shop", role: "production" },
 *   keyPair,
 * });
 *
 * const settings = connectorSettings({ production: keyPair, project, dataSpace });
 * export const variables = settings.environmentVariables;
 * ```
 */
export function connectorSettings(args: ConnectorSettingsArgs): ConnectorSettings {
  const { project, dataSpace, gateways } = args;
  // Fields are picked one by one: a resource given as it is would stay one, and has outputs that
  // are none of our business.
  const values = pulumi.output({
    production: pairOf(args.production),
    sandbox: pairOf(args.sandbox),
    project: { projectId: project.projectId, name: project.name },
    dataSpace: {
      dataSpaceId: dataSpace.dataSpaceId,
      name: dataSpace.name,
      type: dataSpace.type,
      projectId: dataSpace.projectId,
    },
    gateways: { production: gateways?.production, sandbox: gateways?.sandbox },
  });
  // Secret as a whole, also where the caller gave a private key that was not marked.
  const settings = pulumi.secret(values).apply(settingsOrRunError);
  return {
    environmentVariables: settings.apply((forms) => forms.environmentVariables),
    cloudVariables: settings.apply((forms) => forms.cloudVariables),
    envPhp: settings.apply((forms) => forms.envPhp),
    magentoCommands: settings.apply((forms) => forms.magentoCommands),
  };
}

/** A mistake in the program: the engine shows a RunError as its message alone, without a stack. */
function settingsOrRunError(values: ConnectorValues): ConnectorSettingsValues {
  try {
    return connectorSettingsOf(values);
  } catch (error) {
    throw error instanceof CommerceServicesError ? new pulumi.RunError(error.message) : error;
  }
}

/** Picks after unwrapping: the pair may be an output of an object, or an ApiKeyPair resource. */
function pairOf(
  pair: pulumi.Input<KeyPairArgs> | undefined,
): pulumi.Output<KeyPairValues> | undefined {
  if (pair === undefined) return undefined;
  return pulumi
    .output(pair)
    .apply(({ environment, publicKey, privateKey }) =>
      pulumi.output({ environment, publicKey, privateKey }),
    );
}

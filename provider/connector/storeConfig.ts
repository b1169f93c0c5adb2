import { canonicalPrivateKey, canonicalPublicKey } from "../keys";
import {
  dataSpaceOfAnotherProject,
  gatewayUrlUnusable,
  pairInWrongSlot,
  valueUnusable,
} from "./errors";
import type { ConnectorValues, KeyEnvironment, KeyPairValues } from "./values";

/** One value of a store's configuration, at scope `default`: the connector reads no other scope. */
export interface StoreConfig {
  /** As in `core_config_data`: `services_connector/services_id/project_id`. */
  readonly path: string;
  readonly value: string;
  /** Whether `bin/magento config:set` knows the path; it answers "path doesn't exist" to the rest. */
  readonly configSet: boolean;
}

const KEYS = "services_connector/services_connector_integration";
const IDENTIFIER = "services_connector/services_id";

/**
 * What to write where, in the order that a store accepts: keys, then project, then data space.
 * services-id 3.3 looks the project up with the keys, and writing the project erases the data space.
 */
export function storeConfigOf(values: ConnectorValues): StoreConfig[] {
  const { production, sandbox, project, dataSpace, gateways } = values;
  if (dataSpace.projectId !== undefined && dataSpace.projectId !== project.projectId) {
    throw dataSpaceOfAnotherProject(dataSpace.projectId, project.projectId);
  }
  return [
    ...gatewaySettings("production", gateways?.production),
    ...gatewaySettings("sandbox", gateways?.sandbox),
    ...keySettings("production", production),
    ...keySettings("sandbox", sandbox),
    ...keyEnvironmentSettings(production, sandbox),
    settable(`${IDENTIFIER}/project_id`, usable("project.projectId", project.projectId)),
    // Names and type are checked by nobody on this way, and events carry them: write all of them.
    unsettable(`${IDENTIFIER}/project_name`, usable("project.name", project.name)),
    settable(
      `${IDENTIFIER}/environment_id`,
      usable("dataSpace.dataSpaceId", dataSpace.dataSpaceId),
    ),
    unsettable(`${IDENTIFIER}/environment_name`, usable("dataSpace.name", dataSpace.name)),
    unsettable(`${IDENTIFIER}/environment`, usable("dataSpace.type", dataSpace.type)),
  ];
}

function keySettings(slot: KeyEnvironment, pair: KeyPairValues | undefined): StoreConfig[] {
  if (pair === undefined) return [];
  if (pair.environment !== slot) throw pairInWrongSlot(slot, pair.environment);
  return [
    settable(
      `${KEYS}/${slot}_api_key`,
      keyAt(`${slot}.publicKey`, pair.publicKey, canonicalPublicKey),
    ),
    settable(
      `${KEYS}/${slot}_private_key`,
      keyAt(`${slot}.privateKey`, pair.privateKey, canonicalPrivateKey),
    ),
  ];
}

const keyAt = (path: string, key: string, canonical: (text: string, path: string) => string) =>
  canonical(usable(path, key), path);

/**
 * Which pair and gateway the connector uses, whatever the data space's type. Live Search and
 * Product Recommendations never use the sandbox, so production wins where both pairs are given.
 * Without any pair the store keeps the choice it has.
 */
function keyEnvironmentSettings(
  production: KeyPairValues | undefined,
  sandbox: KeyPairValues | undefined,
): StoreConfig[] {
  if (production) return [unsettable("magento_saas/environment", "production")];
  if (sandbox) return [unsettable("magento_saas/environment", "sandbox")];
  return [];
}

function gatewaySettings(slot: KeyEnvironment, url: string | undefined): StoreConfig[] {
  if (url === undefined) return [];
  return [unsettable(`services_connector/${slot}_gateway_url`, gatewayUrl(slot, url))];
}

const settable = (path: string, value: string): StoreConfig => ({ path, value, configSet: true });
const unsettable = (path: string, value: string): StoreConfig => ({
  path,
  value,
  configSet: false,
});

/** The value, if every one of the four forms can carry it. Values themselves are never in the error. */
function usable(path: string, value: unknown): string {
  if (typeof value !== "string") throw valueUnusable(path, "is not a text");
  if (value.trim() === "") throw valueUnusable(path, "is empty");
  if (value.includes("\0")) throw valueUnusable(path, "holds a NUL character");
  return value;
}

/**
 * A gateway's URL as the connector's own defaults are written: with a slash at its end, because the
 * connector appends paths to it.
 *
 * Plain http is allowed to any host, unlike in the provider's configuration: a store in a container
 * reaches the emulator by a name such as `http://emulator:8787/`.
 */
function gatewayUrl(slot: string, given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const plain =
    url !== undefined &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    `${url.username}${url.password}` === "" &&
    // Not `search` and `hash`: those are empty for a bare `?` or `#` too.
    !/[?#]/.test(url.href);
  if (!plain) throw gatewayUrlUnusable(slot);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

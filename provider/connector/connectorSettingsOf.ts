import { envPhp } from "./envPhp";
import { type StoreConfig, storeConfigOf } from "./storeConfig";
import type { ConnectorSettingsValues, ConnectorValues } from "./values";

/** What `connectorSettings` computes once all values are known. Errors: CS1060 to CS1063, and those of a malformed private key. */
export function connectorSettingsOf(values: ConnectorValues): ConnectorSettingsValues {
  const settings = storeConfigOf(values);
  return {
    environmentVariables: variables(settings, environmentVariable),
    cloudVariables: variables(settings, cloudVariable),
    envPhp: envPhp(settings),
    magentoCommands: magentoCommands(settings),
  };
}

/**
 * `services_connector/services_id/project_id` →
 * `CONFIG__DEFAULT__SERVICES_CONNECTOR__SERVICES_ID__PROJECT_ID`.
 */
const environmentVariable = (path: string): string =>
  `CONFIG__DEFAULT__${path.replaceAll("/", "__").toUpperCase()}`;

/**
 * On Adobe Commerce on Cloud only names with this prefix reach the store's environment; the others
 * stay inside `MAGENTO_CLOUD_VARIABLES`.
 */
const cloudVariable = (path: string): string => `env:${environmentVariable(path)}`;

/** The settings under such names. */
function variables(
  settings: readonly StoreConfig[],
  name: (path: string) => string,
): Record<string, string> {
  return Object.fromEntries(settings.map(({ path, value }) => [name(path), value]));
}

/**
 * One POSIX shell word that means exactly this text. Within single quotes every character but the
 * quote stands for itself (POSIX.1-2024, XCU 2.2.2), so a quote ends them, stands escaped, and
 * opens them again.
 */
const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A command for each path that `config:set` knows, in the given order. `--` because a PEM begins
 * with dashes: without it Magento reads the key as an option.
 */
export const magentoCommands = (settings: readonly StoreConfig[]): string[] =>
  settings
    .filter(({ configSet }) => configSet)
    .map(({ path, value }) => `bin/magento config:set -- ${path} ${shellWord(value)}`);

import type { StoreConfig } from "./storeConfig";

/**
 * `services_connector/services_id/project_id` →
 * `CONFIG__DEFAULT__SERVICES_CONNECTOR__SERVICES_ID__PROJECT_ID`.
 */
export const environmentVariable = (path: string): string =>
  `CONFIG__DEFAULT__${path.replaceAll("/", "__").toUpperCase()}`;

/**
 * On Adobe Commerce on Cloud only names with this prefix reach the store's environment; the others
 * stay inside `MAGENTO_CLOUD_VARIABLES`.
 */
export const cloudVariable = (path: string): string => `env:${environmentVariable(path)}`;

/** The settings under such names. */
export function variables(
  settings: readonly StoreConfig[],
  name: (path: string) => string,
): Record<string, string> {
  return Object.fromEntries(settings.map(({ path, value }) => [name(path), value]));
}

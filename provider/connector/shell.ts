import type { StoreConfig } from "./storeConfig";

/**
 * One POSIX shell word that means exactly this text. Within single quotes every character but the
 * quote stands for itself (POSIX.1-2024, XCU 2.2.2), so a quote ends them, stands escaped, and
 * opens them again.
 */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A command for each path that `config:set` knows, in the given order. `--` because a PEM begins
 * with dashes: without it Magento reads the key as an option.
 */
export const magentoCommands = (settings: readonly StoreConfig[]): string[] =>
  settings
    .filter(({ configSet }) => configSet)
    .map(({ path, value }) => `bin/magento config:set -- ${path} ${shellWord(value)}`);

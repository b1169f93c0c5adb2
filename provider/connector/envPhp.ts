import type { StoreConfig } from "./storeConfig";

/** A branch of the configuration tree, or a value. */
type Tree = { [segment: string]: Tree | string };

/**
 * The `system` element of `app/etc/env.php`, ready to stand among the others in the array that the
 * file returns:
 *
 * ```php
 * 'system' => [
 *     'default' => [
 *         'services_connector' => [ … ],
 *     ],
 * ],
 * ```
 */
export function envPhp(settings: readonly StoreConfig[]): string {
  const tree: Tree = {};
  for (const { path, value } of settings)
    insert(tree, ["system", "default", ...path.split("/")], value);
  return phpElements(tree, "");
}

function insert(tree: Tree, [segment, ...rest]: string[], value: string): void {
  if (segment === undefined) return;
  if (rest.length === 0) {
    tree[segment] = value;
    return;
  }
  const branch = tree[segment];
  const next: Tree = typeof branch === "object" ? branch : {};
  tree[segment] = next;
  insert(next, rest, value);
}

function phpElements(tree: Tree, indent: string): string {
  return Object.entries(tree)
    .map(([key, value]) => {
      const element =
        typeof value === "string"
          ? phpString(value)
          : `[\n${phpElements(value, `${indent}    `)}${indent}]`;
      return `${indent}${phpString(key)} => ${element},\n`;
    })
    .join("");
}

/**
 * Single quotes: PHP then interprets nothing but a backslash before a quote or a backslash, and so
 * exactly these two are escaped (PHP manual, "Strings", single quoted).
 */
const phpString = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The same two folders up from `provider/registry` and from `dist/registry`. */
const PACKAGE = join(__dirname, "..", "..", "package.json");

let known: string | undefined;

/**
 * The shape of the public connector, `Magento Services Connector (Magento: <edition> <version>)`, as
 * a gateway may let only that through; but where it names the store's edition and version it names
 * this package and its own. So Adobe's logs tell our calls from a store's.
 */
export function userAgent(): string {
  if (known) return known;
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
  known = `Magento Services Connector (Magento: pulumi-commerce-services ${version})`;
  return known;
}

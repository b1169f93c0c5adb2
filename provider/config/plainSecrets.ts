import { NAMESPACE } from "../domain/namespace";

const SECRET = new Set(["privateKey", "portalToken"].map((name) => `${NAMESPACE}:${name}`));
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * The keys, namespace included, of values that are secret by their nature: private keys, under
 * whatever name a program reads them, and what this provider's own keys hold.
 *
 * @param plain the configuration's entries that were set without `--secret`
 */
export const secretsInClear = (plain: readonly (readonly [key: string, value: string])[]) =>
  plain.filter(([key, value]) => SECRET.has(key) || PRIVATE_KEY.test(value)).map(([key]) => key);

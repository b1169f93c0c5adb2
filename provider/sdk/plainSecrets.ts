import * as pulumi from "@pulumi/pulumi";
import { secretInClear } from "../config/errors";
import { secretsInClear } from "../config/plainSecrets";

/** The stacks whose program has heard of it: one text a run. */
const told = new Set<string>();

/**
 * Warns of each configuration value that holds a private key or the portal's token and was set without
 * `--secret`. The program alone can tell: the engine hands a provider every value in clear.
 */
export function warnOfPlainSecrets(): void {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  if (told.has(stack)) return;
  told.add(stack);
  // The SDK keeps it there, and has no call that gives it. Inline programs have none: then nothing is known.
  const secretKeys = process.env.PULUMI_CONFIG_SECRET_KEYS;
  if (!secretKeys) return;
  const isSecret = new Set<unknown>(JSON.parse(secretKeys));
  const plain = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => !isSecret.has(key));
  for (const key of secretsInClear(plain)) void pulumi.log.warn(secretInClear(key).message);
}

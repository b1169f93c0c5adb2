import { z } from "zod";
import type { Configuration } from "../config/configuration";
import type { CommerceServicesError } from "../domain/errors";
import {
  isProperties,
  type Previewed,
  type Properties,
  UNKNOWN,
  type Unknown,
} from "../domain/unknown";
import { isFingerprint, type KeyPair, privateKeyEquals } from "../keys";
import { environmentMoved, noKeyPair, privateKeyUnseen } from "./errors";
import { environment } from "./fields";
import type { Offline } from "./lifecycle";
import type { Previous } from "./rotationWarnings";

/** The pair to sign with: the resource's own, else the stack's default (production). */
export function pairOf(
  { keyPair }: { readonly keyPair?: KeyPair | undefined },
  { defaultPair }: Configuration,
): KeyPair {
  const pair = keyPair ?? defaultPair;
  if (!pair) throw noKeyPair();
  if (isFingerprint(pair.privateKey)) throw privateKeyUnseen(pair.publicKey);
  return pair;
}

/**
 * Two pairs are equal when their public keys are, and their private keys where both are known.
 * Not by private key alone: a preview knows the id of a pair that is merely relabelled, but not
 * its secret. Not by public key alone: a corrected private key must reach those who sign with it.
 */
export function keyPairEquals(
  state: KeyPair | undefined,
  input: Previewed<KeyPair> | undefined,
): boolean {
  if (state === undefined || input === undefined) return state === input;
  if (input === UNKNOWN || input.publicKey === UNKNOWN || input.environment === UNKNOWN)
    return false;
  if (state.environment !== input.environment || state.publicKey !== input.publicKey) return false;
  return input.privateKey === UNKNOWN || privateKeyEquals(state.privateKey, input.privateKey);
}

/**
 * A pair whose public key did not change has the private key it had: a preview of a relabelled
 * pair does not know it, so the old inputs' one is carried, and every dependant stays unchanged.
 */
export function carryPrivateKey(olds: Properties | undefined, news: Properties): Properties {
  const before = olds?.keyPair;
  const now = news.keyPair;
  if (!isProperties(before) || !isProperties(now)) return news;
  const unchanged = now.privateKey === UNKNOWN && before.publicKey === now.publicKey;
  return unchanged ? { ...news, keyPair: { ...now, privateKey: before.privateKey } } : news;
}

/** What a resource that signs with a pair must be told before any call. */
export function checkKeyPair(
  olds: Properties | undefined,
  keyPair: Previewed<KeyPair> | undefined | Unknown,
  { defaultPair }: Configuration,
): CommerceServicesError[] {
  if (keyPair === undefined && !defaultPair) return [noKeyPair()];
  const before = environmentOf(olds?.keyPair) ?? (olds ? defaultPair?.environment : undefined);
  const now =
    environmentOf(keyPair) ?? (keyPair === undefined ? defaultPair?.environment : undefined);
  return before && now && before !== now ? [environmentMoved(before, now)] : [];
}

function environmentOf(keyPair: unknown): string | undefined {
  const environment = isProperties(keyPair) ? keyPair.environment : undefined;
  return typeof environment === "string" ? environment : undefined;
}

/** A pair as a resource has recorded it. */
export const recordedKeyPair = z.object({
  environment,
  publicKey: z.string(),
  privateKey: z.string(),
});

/** The program declares that the resource signs with this pair. */
export function declareHolder(
  { keyPair }: { readonly keyPair?: Previewed<KeyPair> | undefined },
  { run, resource }: Offline,
): void {
  const publicKey = isProperties(keyPair) ? keyPair.publicKey : undefined;
  if (typeof publicKey === "string") run.holders.declared(resource, publicKey);
}

/**
 * The pair that the resource has signed with so far, when it is to sign with another one;
 * undefined when it keeps its pair, a corrected private key included.
 */
export function previousPair(
  state: { readonly keyPair?: KeyPair | undefined },
  { keyPair }: { readonly keyPair?: Previewed<KeyPair> | undefined },
  { configuration: { defaultPair, keyPolicy }, run }: Offline,
): Previous | undefined {
  const publicKey = (state.keyPair ?? defaultPair)?.publicKey;
  const next = keyPair === undefined ? defaultPair : keyPair;
  if (publicKey === undefined || (isProperties(next) && next.publicKey === publicKey))
    return undefined;
  return { publicKey, end: run.pairEnds.get(publicKey), policy: keyPolicy };
}

/** The resource was recorded signing with this pair: it holds it until its update has succeeded. */
export function recordHolder(
  { keyPair }: { readonly keyPair?: KeyPair | undefined },
  { run, resource }: Offline,
): void {
  if (keyPair) run.holders.recorded(resource, keyPair.publicKey);
}

import { canSign, type KeyPair } from "../../keys";
import { merchantOf, projectsOf, requireMerchant } from "../account";
import { otherMerchant } from "../errors";
import type { Online } from "../lifecycle";
import { merchantUnverified, retiredStillAccepted } from "./errors";
import type { ApiKeyPairInputs, ApiKeyPairState } from "./schema";

type Verified = Required<Pick<ApiKeyPairState, "projects" | "status">> &
  Pick<ApiKeyPairState, "merchantId">;

/**
 * Verifies that the pair works: a signed call is accepted, and the account that it shows is the
 * right one. Only then does the pair count as made.
 *
 * @param merchantId whose pair it is, where that is known before (from the portal, or the state)
 */
export async function verifyPair(
  pair: KeyPair,
  online: Online,
  merchantId: string | undefined,
): Promise<Verified> {
  await online.registry.verify(pair);
  return shownBy(pair, online, merchantId);
}

/** What an accepted pair shows of its account; that it is the right one. Errors: CS4101. */
export async function shownBy(
  pair: KeyPair,
  online: Online,
  merchantId: string | undefined,
): Promise<Verified> {
  const { registry, configuration } = online;
  const rows = await registry.rows(pair);
  requireMerchant(rows, "the pair", configuration, merchantId);
  const owner = merchantOf(rows) ?? merchantId;
  if (configuration.merchantId && !owner) online.warn(merchantUnverified(configuration.merchantId));
  if (configuration.merchantId && owner && owner !== configuration.merchantId) {
    throw otherMerchant("the pair", owner, configuration.merchantId);
  }
  return { merchantId: owner, projects: projectsOf(rows), status: "accepted" };
}

/** The recorded pair, ready to sign with; undefined where its private key is not at hand, or is none. */
export const pairIn = ({
  environment,
  publicKey,
  privateKey,
}: ApiKeyPairState): KeyPair | undefined =>
  privateKey !== undefined && canSign(privateKey)
    ? { environment, publicKey, privateKey }
    : undefined;

/** Names the retired public keys that the gateway still knows. */
export async function warnOfRetired(
  { environment, retired = [] }: Pick<ApiKeyPairInputs, "environment" | "retired">,
  { registry, warn }: Online,
): Promise<void> {
  for (const publicKey of retired) {
    const standing = await registry.probePublicKey(environment, publicKey);
    if (standing === "alive") warn(retiredStillAccepted(publicKey));
  }
}

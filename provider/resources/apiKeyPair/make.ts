import { issuedElsewhere } from "../../errors/account";
import { asCoded } from "../../errors/unexpected";
import { canonicalPrivateKey, fingerprint } from "../../keys";
import type { Online } from "../lifecycle";
import { PartialFailure } from "../PartialFailure";
import { issuePair } from "./issue";
import { pairIn, prove, warnOfRetired } from "./prove";
import type { ApiKeyPairInputs, ApiKeyPairState } from "./schema";

type Created = { id: string; state: ApiKeyPairState };

/** Takes a pair that a person made. Nothing is made, so a failed proof leaves nothing behind. */
export async function takeSupplied(
  inputs: ApiKeyPairInputs,
  supplied: NonNullable<ApiKeyPairInputs["supplied"]>,
  online: Online,
): Promise<Created> {
  const { publicKey, privateKey } = supplied;
  const proof = await prove({ environment: inputs.environment, ...supplied }, online, undefined);
  await warnOfRetired(inputs, online);
  const state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    privateKey,
    fingerprint: fingerprint(privateKey),
    issuer: "supplied",
    createdAt: new Date(online.clock.now()).toISOString(),
    ...proof,
  };
  return { id: publicKey, state };
}

/**
 * Has the portal make a pair, and proves it. From the portal's answer on the private key is in
 * this process alone, so whatever fails later is thrown together with it.
 */
export async function makeIssued(inputs: ApiKeyPairInputs, online: Online): Promise<Created> {
  const { issued, account } = await issuePair(inputs, online);
  const { publicKey } = issued;
  let state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    privateKey: issued.privateKey,
    fingerprint: "",
    issuer: "portal",
    merchantId: account.merchantId,
    projects: [],
    createdAt: issued.createdAt ?? new Date(online.clock.now()).toISOString(),
  };
  try {
    if (issued.environment !== inputs.environment) {
      throw issuedElsewhere(inputs.environment, issued.environment);
    }
    const privateKey = canonicalPrivateKey(issued.privateKey, "the issued privateKey");
    state = { ...state, privateKey, fingerprint: fingerprint(privateKey) };
    const proof = await prove(pairIn(state), online, account.merchantId);
    await warnOfRetired(inputs, online);
    return { id: publicKey, state: { ...state, ...proof } };
  } catch (error) {
    throw new PartialFailure(publicKey, state, asCoded(error));
  }
}

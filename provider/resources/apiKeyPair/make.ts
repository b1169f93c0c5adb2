import { issuedElsewhere } from "../../errors/account";
import { adoptedKeyUnknown, adoptedWithoutPrivateHalf } from "../../errors/sealed";
import { asCoded } from "../../errors/unexpected";
import { canonicalPrivateKey, fingerprint, sealer } from "../../keys";
import type { Online } from "../lifecycle";
import { PartialFailure } from "../PartialFailure";
import { issuePair } from "./issue";
import { prove, warnOfRetired } from "./prove";
import type { ApiKeyPairInputs, ApiKeyPairState } from "./schema";

type Created = { id: string; state: ApiKeyPairState };
type Supplied = NonNullable<ApiKeyPairInputs["supplied"]>;

/** Takes a pair that a person made. Nothing is made, so a failed proof leaves nothing behind. */
export async function takeSupplied(
  inputs: ApiKeyPairInputs,
  { publicKey, privateKey }: Supplied,
  online: Online,
): Promise<Created> {
  const { environment } = inputs;
  const proof =
    privateKey === undefined
      ? await adopt(environment, publicKey, online)
      : await prove({ environment, publicKey, privateKey }, online, undefined);
  await warnOfRetired(inputs, online);
  const state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    privateKey,
    fingerprint: privateKey === undefined ? undefined : fingerprint(privateKey),
    issuer: "supplied",
    createdAt: new Date(online.clock.now()).toISOString(),
    ...proof,
  };
  return { id: publicKey, state };
}

/** A pair whose private key is lost: the gateway knows it, and that is all there is to be known. */
async function adopt(
  environment: ApiKeyPairInputs["environment"],
  publicKey: string,
  { registry, warn }: Online,
) {
  const standing = await registry.probePublicKey(environment, publicKey);
  if (standing === "unknown") throw adoptedKeyUnknown(publicKey);
  warn(adoptedWithoutPrivateHalf(publicKey));
  return { projects: [], status: "unknown" as const };
}

/**
 * Has the portal make a pair, and proves it. From the portal's answer on the private key is in
 * this process alone, so whatever fails later is thrown together with it; sealed, where it is to be.
 */
export async function makeIssued(inputs: ApiKeyPairInputs, online: Online): Promise<Created> {
  const seal = inputs.sealTo === undefined ? undefined : await sealer(inputs.sealTo);
  const { issued, account } = await issuePair(inputs, online);
  const { publicKey } = issued;
  let state: ApiKeyPairState = {
    ...inputs,
    publicKey,
    issuer: "portal",
    merchantId: account.merchantId,
    projects: [],
    createdAt: issued.createdAt ?? new Date(online.clock.now()).toISOString(),
  };
  try {
    const kept = seal
      ? { sealedPrivateKey: await seal(issued.privateKey) }
      : { privateKey: issued.privateKey };
    state = { ...state, ...kept };
    if (issued.environment !== inputs.environment) {
      throw issuedElsewhere(inputs.environment, issued.environment);
    }
    const privateKey = canonicalPrivateKey(issued.privateKey, "the issued privateKey");
    state = { ...state, fingerprint: fingerprint(privateKey), ...(seal ? {} : { privateKey }) };
    const pair = { environment: inputs.environment, publicKey, privateKey };
    const proof = await prove(pair, online, account.merchantId);
    await warnOfRetired(inputs, online);
    return { id: publicKey, state: { ...state, ...proof } };
  } catch (error) {
    throw new PartialFailure(publicKey, state, asCoded(error));
  }
}

import { isProperties, known, UNKNOWN } from "../../domain/unknown";
import { fingerprint } from "../../keys";
import type { Preview } from "../lifecycle";
import type { Declared } from "./rules";
import type { ApiKeyPairState } from "./schema";

/** A pair that is verified: a call that was refused would have failed the step. */
const VERIFIED = { status: "accepted" } as const;

/** What a pair will be. Of one that the portal issues, no more than how it was asked for. */
export function preview(inputs: Declared, state: ApiKeyPairState | undefined): Preview {
  if (state) return { id: state.publicKey, state: changed(inputs, state) };
  const { supplied, sealTo } = inputs;
  if (supplied === undefined) {
    const halves =
      sealTo === undefined ? { sealedPrivateKey: undefined } : { privateKey: undefined };
    return { state: { issuer: "portal", ...halves, ...VERIFIED } };
  }
  const of = { issuer: "supplied", sealedPrivateKey: undefined } as const;
  if (supplied === UNKNOWN) return { state: of };
  const { publicKey, privateKey } = supplied;
  const verified =
    privateKey === undefined ? ({ status: "unknown", projects: [] } as const) : VERIFIED;
  return { id: known(publicKey), state: { ...of, publicKey, ...half(privateKey), ...verified } };
}

function changed({ supplied }: Declared, state: ApiKeyPairState) {
  const given = isProperties(supplied) ? supplied.privateKey : supplied;
  const privateKey = given ?? state.privateKey;
  const { publicKey, createdAt, merchantId, projects, status, sealedPrivateKey } = state;
  const issuer = supplied === undefined ? state.issuer : "supplied";
  const kept = { publicKey, createdAt, issuer, sealedPrivateKey, merchantId, projects, status };
  const isVerified = status === "accepted" && privateKey === state.privateKey;
  if (privateKey === undefined) return { ...kept, privateKey, fingerprint: state.fingerprint };
  if (isVerified) return { ...kept, ...half(privateKey) };
  const seen = { merchantId: merchantId ?? UNKNOWN, projects: UNKNOWN };
  return { ...kept, ...half(privateKey), ...VERIFIED, ...seen };
}

const half = (privateKey: unknown) => ({
  privateKey,
  fingerprint: typeof privateKey === "string" ? fingerprint(privateKey) : privateKey,
});

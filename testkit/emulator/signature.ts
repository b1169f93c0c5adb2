import { sign } from "node:crypto";

const lifetimeS = 300;
const grants = "https://ims-na1.adobelogin.com/s/";

/**
 * The `x-gw-signature` of a store's call: a JWT, RS256, whose claims are the same for every
 * merchant. Written apart from the provider's own: the store is a witness.
 */
export function signature(privateKey: string, nowMs: number): string {
  const payload = {
    exp: Math.floor(nowMs / 1000) + lifetimeS,
    iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
    sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
    aud: "https://ims-na1.adobelogin.com/c/9ec9d05f79eb443e8f76ce477b1e413c",
    [`${grants}ent_reactor_sdk`]: true,
    [`${grants}asset_compute_meta`]: true,
    [`${grants}ent_adobeio_sdk`]: true,
    [`${grants}event_receiver_api`]: true,
  };
  const signed = `${encode({ typ: "JWT", alg: "RS256" })}.${encode(payload)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

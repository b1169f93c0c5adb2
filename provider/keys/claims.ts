const IMS = "https://ims-na1.adobelogin.com";

/** Seconds a signature is good for. The gateway's tolerance is unknown; every known client uses this. */
export const LIFETIME_S = 300;

/**
 * The claims of the public connector: the same constants for every merchant. The gateway knows the
 * merchant by the public key in `x-api-key`, not by these.
 */
export function claims(nowMs: number): Record<string, string | number | boolean> {
  return {
    exp: Math.floor(nowMs / 1000) + LIFETIME_S,
    iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
    sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
    aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
    [`${IMS}/s/ent_reactor_sdk`]: true,
    [`${IMS}/s/asset_compute_meta`]: true,
    [`${IMS}/s/ent_adobeio_sdk`]: true,
    [`${IMS}/s/event_receiver_api`]: true,
  };
}

import { createSign } from "node:crypto";

/** A client of the wire, written from the facts and sharing nothing with the emulator's code. */

const IMS = "https://ims-na1.adobelogin.com";

/** What the client of record puts into every token, but for `exp`. */
export const CLAIMS = {
  iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
  sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
  aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
  [`${IMS}/s/ent_reactor_sdk`]: true,
  [`${IMS}/s/asset_compute_meta`]: true,
  [`${IMS}/s/ent_adobeio_sdk`]: true,
  [`${IMS}/s/event_receiver_api`]: true,
};

export interface Pair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token as `privateKey` signs it. Header and claims can be bent for hostile ones. */
export function sign(
  privateKey: string,
  bent: { readonly header?: object; readonly claims?: object; readonly now?: number } = {},
): string {
  const header = part(bent.header ?? { typ: "JWT", alg: "RS256" });
  const exp = Math.floor((bent.now ?? Date.now()) / 1000) + 300;
  const payload = part(bent.claims ?? { exp, ...CLAIMS });
  const signature = createSign("RSA-SHA256").update(`${header}.${payload}`).sign(privateKey);
  return `${header}.${payload}.${signature.toString("base64url")}`;
}

export const signedHeaders = ({ publicKey, privateKey }: Pair, now?: number) => ({
  "magento-api-key": publicKey,
  "x-api-key": publicKey,
  "x-gw-signature": sign(privateKey, now === undefined ? {} : { now }),
  "Content-Type": "application/json",
  "User-Agent": "Magento Services Connector (Magento: Community 2.4.7-p1)",
});

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** One call; the body is parsed where it is JSON. */
export async function call(
  base: string,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const { headers = {}, body } = options;
  const response = await fetch(new URL(path, base), {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: readJson(text), headers: response.headers };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A signed call of the registry, by its path under `/merchant-registry/v1/`. */
export const registry = (
  base: string,
  pair: Pair,
  method: string,
  path: string,
  body?: unknown,
  now?: number,
): Promise<Answer> =>
  call(base, method, `/merchant-registry/v1/${path}`, {
    headers: signedHeaders(pair, now),
    ...(body === undefined ? {} : { body }),
  });

/** A call of the portal with its token. */
export const portal = (
  { portalUrl, portalToken }: { portalUrl: string; portalToken: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> =>
  call(portalUrl, method, path, {
    headers: { Authorization: `Bearer ${portalToken}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body }),
  });

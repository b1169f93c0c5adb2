import { createSign } from "node:crypto";

/*
 * The conformance suite speaks plain HTTP and imports nothing of the emulator (`npm run check` holds it
 * to that): what it proves about the emulator it could prove about any service at these addresses.
 */

export interface Pair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Where the suite is aimed. */
export interface Target {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portal?: { readonly url: string; readonly token: string } | undefined;
  /** An accepted production pair; without it the portal is asked for one. */
  readonly pair?: Pair | undefined;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** The parsed body, or undefined where it is not JSON. */
  readonly body: unknown;
}

export async function send(
  base: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(new URL(path, base), {
    method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const IMS = "https://ims-na1.adobelogin.com";

/** What the client of record claims: the same constants for every merchant. */
const CLAIMS = {
  iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
  sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
  aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
  [`${IMS}/s/ent_reactor_sdk`]: true,
  [`${IMS}/s/asset_compute_meta`]: true,
  [`${IMS}/s/ent_adobeio_sdk`]: true,
  [`${IMS}/s/event_receiver_api`]: true,
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

export interface Bent {
  readonly alg?: string;
  readonly lifeSeconds?: number;
  readonly withoutExpiry?: boolean;
}

export function token({ privateKey }: Pair, bent: Bent = {}): string {
  const exp = Math.floor(Date.now() / 1000) + (bent.lifeSeconds ?? 300);
  const signed = `${part({ typ: "JWT", alg: bent.alg ?? "RS256" })}.${part(
    bent.withoutExpiry ? CLAIMS : { exp, ...CLAIMS },
  )}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(privateKey).toString("base64url");
  return `${signed}.${signature}`;
}

/** Content-Type goes along even where there is no body, as the client of record sends it. */
export const signed = (pair: Pair, bent?: Bent): Record<string, string> => ({
  "magento-api-key": pair.publicKey,
  "x-api-key": pair.publicKey,
  "x-gw-signature": token(pair, bent),
  "Content-Type": "application/json",
});

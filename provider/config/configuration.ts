import { z } from "zod";
import { DEFAULT_KEY_POLICY, KEY_POLICIES, type KeyPolicy } from "../domain/keyPolicy";
import { NAMESPACE } from "../domain/namespace";
import { canonicalPrivateKey, canonicalPublicKey, type KeyPair } from "../keys";
import { duration } from "./duration";
import {
  configurationInvalid,
  configurationKeyUnknown,
  halfADefaultPair,
  halfLocal,
  tlsDisabled,
  urlInsecure,
} from "./errors";

/** The stack's settings, checked. Source of names and defaults: the README's configuration table. */
export interface Configuration {
  readonly gateways: { readonly production: string; readonly sandbox: string };
  readonly portalUrl: string | undefined;
  readonly portalToken: string | undefined;
  /** Whether these settings are those of the last `up`. */
  readonly areRecorded: boolean;
  readonly keyPolicy: KeyPolicy;
  /** Signs where a resource has no keyPair of its own. */
  readonly defaultPair: KeyPair | undefined;
  readonly requestTimeoutMs: number;
  readonly maxConcurrency: number;
  readonly verifyTimeoutMs: number;
  /** The only account this stack may touch. */
  readonly merchantId: string | undefined;
}

/** The one list of keys; the secrets among them may also come from the environment. */
const keys = {
  gatewayUrl: undefined,
  sandboxGatewayUrl: undefined,
  portalUrl: undefined,
  portalToken: "COMMERCE_SERVICES_PORTAL_TOKEN",
  keyPolicy: undefined,
  publicKey: "COMMERCE_SERVICES_PUBLIC_KEY",
  privateKey: "COMMERCE_SERVICES_PRIVATE_KEY",
  requestTimeout: undefined,
  maxConcurrency: undefined,
  verifyTimeout: undefined,
  merchantId: undefined,
} as const;
type Key = keyof typeof keys;

export interface Settings {
  /** A value of the stack's configuration, by its key in our namespace. */
  get(key: string): string | undefined;
  /** The keys of our namespace that are set; a misspelt one among them is refused. */
  readonly names: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * The values are those of the last `up`, as a refresh or a destroy gets them. Then a secret from
   * the environment wins: what is recorded may have been renewed since.
   */
  readonly areRecorded?: boolean;
}

/** Checks the whole configuration. Throws CS1200 to CS1204, CS1206, or a key's own error; makes no call. */
export function parseConfiguration({
  get,
  names,
  environment,
  areRecorded = false,
}: Settings): Configuration {
  const unknownName = names.find((name) => !Object.hasOwn(keys, name));
  if (unknownName) throw configurationKeyUnknown(unknownName, Object.keys(keys));
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0") throw tlsDisabled();

  const text = (key: Key): string | undefined => {
    const variable = keys[key];
    const own = variable && environment[variable];
    const value = areRecorded ? own || get(key) : (get(key) ?? own);
    return value === "" ? undefined : value;
  };
  const parse = <T>(key: Key, schema: z.ZodType<T>, otherwise: string): T => {
    const result = schema.safeParse(text(key) ?? otherwise);
    if (result.success) return result.data;
    throw configurationInvalid(key, result.error.issues[0]?.message ?? "not valid");
  };
  const url = (key: Key) => {
    const value = text(key);
    return value === undefined ? undefined : safeUrl(key, value);
  };

  return {
    gateways: gateways(url("gatewayUrl"), url("sandboxGatewayUrl")),
    portalUrl: url("portalUrl"),
    portalToken: headerSafe("portalToken", text("portalToken")),
    areRecorded,
    keyPolicy: parse("keyPolicy", z.enum(KEY_POLICIES), DEFAULT_KEY_POLICY),
    defaultPair: defaultPair(text("publicKey"), text("privateKey")),
    requestTimeoutMs: parse("requestTimeout", duration, "30s"),
    maxConcurrency: parse("maxConcurrency", z.coerce.number().int().min(1).max(64), "4"),
    verifyTimeoutMs: parse("verifyTimeout", duration, "60s"),
    merchantId: text("merchantId")?.trim(),
  };
}

/** Adobe's where neither is set; an emulator beside Adobe's own is a slip, and refused. */
function gateways(production: string | undefined, sandbox: string | undefined) {
  if (isLocal(production) && !sandbox) throw halfLocal("gatewayUrl", "sandboxGatewayUrl");
  if (isLocal(sandbox) && !production) throw halfLocal("sandboxGatewayUrl", "gatewayUrl");
  return {
    production: production ?? "https://commerce.adobe.io/",
    sandbox: sandbox ?? "https://commerce-beta.adobe.io/",
  };
}

/** Whether the URL, if there is one, names a loopback address. */
const isLocal = (url: string | undefined) =>
  url !== undefined && LOOPBACK.test(new URL(url).hostname);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An absolute http(s) URL with a trailing slash; http only to this machine. */
function safeUrl(key: Key, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !["http:", "https:"].includes(url.protocol) ||
    url.username ||
    url.search ||
    url.hash
  ) {
    throw configurationInvalid(key, "expected an http(s) URL without user, query or fragment");
  }
  if (url.protocol === "http:" && !isLocal(text)) throw urlInsecure(key);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** A token goes into a header: a line break in it would fail later, and less clearly. */
function headerSafe(key: Key, text: string | undefined): string | undefined {
  const token = text?.trim();
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw configurationInvalid(key, "expected printable ASCII without blanks");
}

function defaultPair(publicKey: string | undefined, privateKey: string | undefined) {
  if (publicKey === undefined && privateKey === undefined) return undefined;
  if (publicKey === undefined) throw halfADefaultPair("publicKey");
  if (privateKey === undefined) throw halfADefaultPair("privateKey");
  return {
    environment: "production" as const,
    publicKey: canonicalPublicKey(publicKey, `${NAMESPACE}:publicKey`),
    privateKey: canonicalPrivateKey(privateKey, `${NAMESPACE}:privateKey`),
  };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment, KeyPair } from "../domain/keyPair";
import type { Http, HttpRequest, HttpResponse } from "../http/types";
import type { Answered } from "./errors";
import { isSignatureRefused } from "./response";
import type { ServiceClocks } from "./serviceClock";

export interface Call {
  method: HttpRequest["method"];
  /** Below `merchant-registry/v1/`, its variable parts percent-encoded. */
  path: string;
  body?: object;
  creates?: boolean;
}

/** An answer and all that is needed to say what is wrong with it. */
export interface Exchange {
  response: HttpResponse;
  to: Answered;
  /** `GET registry/projects/…`, for messages. */
  call: string;
}

export interface Wire {
  signed(pair: KeyPair, call: Call): Promise<Exchange>;
  /** With the public key alone. */
  unsigned(key: Omit<KeyPair, "privateKey">, call: Call): Promise<Exchange>;
  /** Where its calls go. */
  where(environment: Environment): { host: string; configKey: string };
}

const CONFIG_KEY: Record<Environment, string> = {
  production: "gatewayUrl",
  sandbox: "sandboxGatewayUrl",
};

/** Puts a registry call on the way as the public connector does: hosts, paths, headers. */
export function createWire(
  http: Http,
  clocks: ServiceClocks,
  gateways: Record<Environment, string>,
): Wire {
  const roots = {
    production: root(gateways.production),
    sandbox: root(gateways.sandbox),
  };

  async function send(
    { environment, publicKey }: Omit<KeyPair, "privateKey">,
    { method, path, body, creates = false }: Call,
    signature: Record<string, string>,
  ): Promise<Exchange> {
    const url = new URL(`merchant-registry/v1/${path}`, roots[environment]);
    const configKey = CONFIG_KEY[environment];
    const response = await http.request({
      method,
      url: url.href,
      headers: {
        "magento-api-key": publicKey,
        "x-api-key": publicKey,
        ...signature,
        "User-Agent": userAgent(),
        // The connector sends it with every registry call, body or not, but not with ping.
        ...(path === "ping" ? {} : { "Content-Type": "application/json" }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      creates,
      configKey,
    });
    clocks[environment].observe(response);
    const to = { host: url.host, configKey, requestId: response.requestId, publicKey };
    return { response, to, call: `${method} ${path}` };
  }

  return {
    async signed(pair, call) {
      const clock = clocks[pair.environment];
      const { differenceMs } = clock;
      const sign = () => send(pair, call, { "x-gw-signature": clock.sign(pair) });
      const exchange = await sign();
      // Signed by a clock that this answer showed to be wrong. A refused call was not carried out.
      const isLate = clock.differenceMs !== differenceMs && isSignatureRefused(exchange);
      return isLate ? sign() : exchange;
    },
    unsigned: (key, call) => send(key, call, {}),
    where: (environment) => ({
      host: roots[environment].host,
      configKey: CONFIG_KEY[environment],
    }),
  };
}

/** Without the slash the last part of a gateway's path would be replaced, not added to. */
function root(gateway: string): URL {
  return new URL(gateway.endsWith("/") ? gateway : `${gateway}/`);
}

/** The same two folders up from `provider/registry` and from `dist/registry`. */
const PACKAGE = join(__dirname, "..", "..", "package.json");

let known: string | undefined;

/**
 * The shape of the public connector, `Magento Services Connector (Magento: <edition> <version>)`, as
 * a gateway may let only that through; but where it names the store's edition and version it names
 * this package and its own. So Adobe's logs tell our calls from a store's.
 */
export function userAgent(): string {
  if (known) return known;
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
  known = `Magento Services Connector (Magento: pulumi-commerce-services ${version})`;
  return known;
}

import type { HttpRequest } from "../http/types";
import type { PortalAnswer } from "./errors";
import type { PortalOptions } from "./types";

export interface Call {
  method: HttpRequest["method"];
  /** Below the portal's root, its variable parts percent-encoded. */
  path: string;
  body?: object;
  creates?: boolean;
}

/** An answer and all that is needed to say what is wrong with it. */
export interface Exchange {
  status: number;
  /** Undefined when the body is not JSON. */
  json: unknown;
  to: PortalAnswer;
  /** `GET v1/keys`, for messages: without the query. */
  call: string;
  /** What a message must not repeat, even where the portal does. */
  secrets: readonly string[];
}

const CONFIG_KEY = "portalUrl";

/** Puts a call to the portal on the way. */
export function createWire({ http, portalUrl, portalToken, isTokenRecorded }: PortalOptions) {
  // Without the slash the last part of the URL would be replaced, not added to.
  const root = new URL(portalUrl.endsWith("/") ? portalUrl : `${portalUrl}/`);

  return async ({ method, path, body, creates = false }: Call): Promise<Exchange> => {
    const url = new URL(path, root);
    const response = await http.request({
      method,
      url: url.href,
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${portalToken}`,
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      creates,
      configKey: CONFIG_KEY,
    });
    return {
      status: response.status,
      json: parse(response.body),
      to: {
        host: url.host,
        configKey: CONFIG_KEY,
        requestId: response.requestId,
        isTokenRecorded,
      },
      call: `${method} ${path.split("?")[0]}`,
      secrets: [portalToken],
    };
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not passed on: the reason quotes the body, and that may be a private key.
    return undefined;
  }
}

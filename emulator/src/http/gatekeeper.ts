import type { Call, Reply } from "./exchange";
import { portalFailure } from "./portal/errors";

/**
 * Keeps web pages of other origins away from the portal, its controls and its dashboard.
 *
 * A page that a browser loaded from elsewhere can aim a name of its own at 127.0.0.1 (DNS
 * rebinding): then Host is that name. Or it calls us across sites: then Origin is its own.
 */
export function gatekeeper(hosts: readonly string[]): (call: Call) => Reply | null {
  const known = new Set([
    "127.0.0.1",
    "localhost",
    "[::1]",
    ...hosts.map((host) => host.toLowerCase()),
  ]);
  return (call) => {
    const { host, origin } = call.headers;
    if (!host || !known.has(withoutPort(host.toLowerCase())))
      return portalFailure(
        call,
        403,
        "host_not_allowed",
        "This host name is not one of the emulator's.",
      );
    if (origin !== undefined && origin !== `http://${host}`)
      return portalFailure(
        call,
        403,
        "origin_not_allowed",
        "Calls from other origins are not taken.",
      );
    const site = call.headers["sec-fetch-site"];
    // `none` is a person: a bookmark, or an address typed in.
    if (site !== undefined && site !== "same-origin" && site !== "none")
      return portalFailure(
        call,
        403,
        "origin_not_allowed",
        "Calls from other sites are not taken.",
      );
    return null;
  };
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, "");

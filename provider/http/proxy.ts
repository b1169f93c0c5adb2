import { BlockList, isIP } from "node:net";

/** The proxy that a call goes through, and who says so. */
export interface ProxySetting {
  /** The environment variable that names it. */
  readonly variable: string;
  /** Host and port, without the credentials that the variable may hold. */
  readonly host: string;
  readonly url: URL;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Why a proxy let no call through, as a code: the text of its answer may hold anything. */
export class ProxyFailure extends Error {
  readonly status: number | undefined;
  constructor(
    readonly code: typeof UNUSABLE | typeof REFUSED,
    readonly proxy: Pick<ProxySetting, "variable" | "host">,
    /** What the proxy answered, or why there is no connection to it: a code alone is taken of that. */
    { status, cause }: { status?: number | undefined; cause?: unknown } = {},
  ) {
    super(code, { cause });
    this.status = status;
  }
}
export const UNUSABLE = "PROXY_UNUSABLE";
export const REFUSED = "PROXY_REFUSED";

/** The way to a host. A direct one says what made it so, where the environment names a proxy. */
export type Route =
  | { readonly proxy: ProxySetting }
  | { readonly proxy?: undefined; readonly exemptBy?: string };

/**
 * The way to a URL's host, by the variables that curl, Go and most tools read: lower case first, one
 * for the scheme before `ALL_PROXY`. As in Go, and so in the engine itself, this machine is always
 * asked directly. Throws a {@link ProxyFailure} for a proxy that is not an HTTP one.
 */
export function routeTo(target: URL, environment: Environment): Route {
  const scheme = target.protocol === "https:" ? "https_proxy" : "http_proxy";
  const variable = [scheme, scheme.toUpperCase(), "all_proxy", "ALL_PROXY"].find(
    (name) => environment[name],
  );
  if (variable === undefined) return {};
  if (isLoopback(target)) return { exemptBy: "this machine" };
  const exemptions = environment.no_proxy ? "no_proxy" : "NO_PROXY";
  if (isExempt(target, environment[exemptions] ?? "")) return { exemptBy: exemptions };
  const value = environment[variable] ?? "";
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new ProxyFailure(UNUSABLE, { variable, host: "" });
  }
  return { proxy: { variable, host: `${url.hostname}:${portOf(url)}`, url } };
}

/** Also where the scheme says it alone. */
export const portOf = ({ port, protocol }: URL) =>
  Number(port || (protocol === "https:" ? 443 : 80));
/** Without the brackets of an IPv6 address and a final dot. */
export const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

function isLoopback({ hostname }: URL): boolean {
  const host = bare(hostname);
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

/** `*`, names with all below them, addresses, ranges of them; names and addresses also with a port. */
function isExempt(target: URL, exemptions: string): boolean {
  const host = bare(target.hostname);
  return exemptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const { name, port } = parseExemption(entry);
      if (port !== undefined && Number(port) !== portOf(target)) return false;
      if (isIP(host) !== 0) return isWithin(host, name);
      const domain = name.replace(/^\*?\./, "");
      return host === domain || host.endsWith(`.${domain}`);
    });
}

function parseExemption(entry: string): { name: string; port?: string | undefined } {
  // Its last colon is no port's.
  if (isIP(entry) !== 0) return { name: entry };
  const [, bracketed, plain = "", port] = /^(?:\[(.*)\]|(.*?))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bracketed ?? bare(plain), port };
}

/** @param range such as `10.0.0.0/8`, or an address alone */
function isWithin(host: string, range: string): boolean {
  const [address = "", bits] = range.split("/");
  const [family, own] = [isIP(address), isIP(host)];
  if (family === 0 || own !== family || (bits !== undefined && !/^\d+$/.test(bits))) return false;
  const type = family === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  try {
    if (bits === undefined) list.addAddress(address, type);
    else list.addSubnet(address, Number(bits), type);
  } catch {
    // More bits than an address has: it means no address.
    return false;
  }
  return list.check(host, type);
}

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
  constructor(
    readonly code: typeof UNUSABLE | typeof REFUSED,
    readonly proxy: Pick<ProxySetting, "variable" | "host">,
    /** What the proxy answered; absent where it did not speak HTTP. */
    readonly status?: number,
  ) {
    super(code);
  }
}
export const UNUSABLE = "PROXY_UNUSABLE";
export const REFUSED = "PROXY_REFUSED";

/**
 * The proxy for a URL, by the variables that curl, Go and most tools read: lower case first, one for
 * the scheme before `ALL_PROXY`. As in Go, and so in the engine itself, this machine is always asked
 * directly. Throws a {@link ProxyFailure} for a proxy that is not an HTTP one.
 */
export function proxyFor(target: URL, environment: Environment): ProxySetting | undefined {
  const scheme = target.protocol === "https:" ? "https_proxy" : "http_proxy";
  const variable = [scheme, scheme.toUpperCase(), "all_proxy", "ALL_PROXY"].find(
    (name) => environment[name],
  );
  if (variable === undefined || isLoopback(target) || isExempt(target, environment)) {
    return undefined;
  }
  const value = environment[variable] ?? "";
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new ProxyFailure(UNUSABLE, { variable, host: "" });
  }
  return { variable, host: `${url.hostname}:${portOf(url)}`, url };
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

/** `NO_PROXY`: `*`, names with all below them, addresses, ranges of them; each with a port or without. */
function isExempt(target: URL, { no_proxy, NO_PROXY }: Environment): boolean {
  const host = bare(target.hostname).toLowerCase();
  return (no_proxy || NO_PROXY || "")
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(unbracketed(entry)) ?? [];
      if (port !== undefined && isIP(entry) === 0 && Number(port) !== portOf(target)) return false;
      const own = (isIP(entry) === 0 ? name : entry).toLowerCase();
      if (own.includes("/")) return isWithin(host, own);
      const suffix = own.replace(/^\*?\./, "");
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}

const unbracketed = (entry: string) => entry.replace(/^\[(.*)\]/, "$1");

function isWithin(host: string, range: string): boolean {
  const [address = "", bits = ""] = range.split("/");
  const [family, own] = [isIP(address), isIP(host)];
  if (family === 0 || own !== family || !/^\d+$/.test(bits)) return false;
  const type = family === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  try {
    list.addSubnet(address, Number(bits), type);
  } catch {
    // More bits than an address has: it means no address.
    return false;
  }
  return list.check(host, type);
}

import { CommerceServicesError, defineError } from "../domain/errors";

/*
 * A call that did not come through (from CS2001). Every text names the host and the configuration
 * key it came from. None carries a cause: Node's errors may hold raw bytes of an answer.
 */

/** Which call: enough to find it, nothing that could be secret. */
export interface Where {
  /** Host and port. */
  host: string;
  /** The configuration key that named it. */
  configKey: string;
  /** What was sent as `X-Request-Id`; absent between calls. */
  requestId?: string;
}

const at = ({ configKey, requestId }: Where) => ({
  path: `commerce-services:${configKey}`,
  ...(requestId ? { requestId } : {}),
});
/** What is the matter with a host, whole and as the reason that a later error takes up. */
export const names = ({ host }: Pick<Where, "host">, reason: string) => ({
  problem: `names ${host}, ${reason}`,
  reason,
});
const key = ({ configKey }: Where) => `commerce-services:${configKey}`;

export const hostNotFound = defineError(
  "CS2001",
  { title: "Host not found", when: "The name of the host does not resolve. Nothing was sent." },
  (where: Where, detail: string) => ({
    ...at(where),
    ...names(where, `which can't be looked up (${detail})`),
    fix: "Check the spelling of the URL and this machine's DNS.",
  }),
);

export const connectionRefused = defineError(
  "CS2002",
  {
    title: "Connection refused",
    when: "Nothing listens at the host's port, after all attempts. Nothing was sent.",
  },
  (where: Where) => ({
    ...at(where),
    ...names(where, "where nothing accepts connections"),
    fix: "Check the URL and its port; if it is an emulator, start it.",
  }),
);

export const hostUnreachable = defineError(
  "CS2003",
  {
    title: "Host unreachable",
    when: "No route to the host, or no connection within the time limit. Nothing was sent.",
  },
  (where: Where, detail: string) => ({
    ...at(where),
    ...names(where, `which can't be reached (${detail})`),
    fix: "Check the network, VPN and firewall between this machine and the host.",
  }),
);

export const tlsFailed = defineError(
  "CS2004",
  {
    title: "No trusted TLS connection",
    when: "The host's certificate is not trusted, or it does not speak TLS. Nothing was sent.",
  },
  (where: Where, detail: string) => ({
    ...at(where),
    ...names(where, `with which no trusted TLS connection could be made (${detail})`),
    fix: "Check the URL's scheme and port. For a certificate of your own authority set NODE_EXTRA_CA_CERTS to its file.",
  }),
);

export const requestTimedOut = defineError(
  "CS2005",
  {
    title: "No answer in time",
    when: "The answer was not complete within commerce-services:requestTimeout, after all attempts.",
  },
  (where: Where, seconds: number) => ({
    ...at(where),
    ...names(where, `which did not answer within ${seconds} s`),
    fix: "Try again; if it stays slow, raise commerce-services:requestTimeout.",
  }),
);

export const connectionLost = defineError(
  "CS2006",
  {
    title: "Connection lost",
    when: "The connection ended before an answer began, after all attempts.",
  },
  (where: Where, detail: string) => ({
    ...at(where),
    ...names(where, `which dropped the connection before it answered (${detail})`),
    fix: "Try again; if it goes on, look for a proxy or firewall that ends connections.",
  }),
);

export const answerBrokenOff = defineError(
  "CS2007",
  {
    title: "Answer broken off",
    when: "An answer began but its body ended early, after all attempts. (An answer that is whole but no JSON is CS2032 or CS3002.)",
  },
  (where: Where, status: number) => ({
    ...at(where),
    ...names(where, `whose answer (HTTP ${status}) broke off in its body`),
    fix: "Try again; if it goes on, look for a proxy that cuts answers off.",
  }),
);

export const answerTooLarge = defineError(
  "CS2008",
  {
    title: "Answer too large",
    when: "An answer grew past the cap (32 MiB) and was cut off. It is not tried again.",
  },
  (where: Where, bytes: number) => ({
    ...at(where),
    ...names(where, `whose answer is larger than ${bytes} bytes`),
    fix: "Check that the URL is the service's own; no answer of it comes near that size.",
  }),
);

export const answerUnreadable = defineError(
  "CS2009",
  { title: "Answer is not HTTP", when: "What came back is not HTTP, or its headers overflow." },
  (where: Where, detail: string) => ({
    ...at(where),
    ...names(where, `which answers something else than HTTP (${detail})`),
    fix: "Check the URL's scheme and port.",
  }),
);

export const redirectRefused = defineError(
  "CS2010",
  {
    title: "Redirect refused",
    when: "The host answered 3xx. Redirects are never followed: the call would carry its signature or token to another place.",
  },
  (where: Where, status: number, target: string | undefined) => ({
    ...at(where),
    ...names(
      where,
      `which answers with a redirect (HTTP ${status}${target ? ` to ${target}` : ""})`,
    ),
    fix: "Configure the URL that answers by itself, with https where the host wants it.",
  }),
);

export const tooManyRequests = defineError(
  "CS2011",
  {
    title: "Too many requests",
    when: "The host answered 429, after all attempts or with a longer wait than we take. The call was not carried out.",
  },
  (where: Where, waitSeconds: number | undefined) => ({
    ...at(where),
    ...names(
      where,
      `which takes no more calls now${waitSeconds === undefined ? "" : ` and asks to wait ${waitSeconds} s`}`,
    ),
    fix: "Run it again later, or lower commerce-services:maxConcurrency.",
  }),
);

export const serviceUnavailable = defineError(
  "CS2012",
  {
    title: "Service unavailable",
    when: "The host answered 502, 503 or 504, after all attempts or with a longer wait than we take.",
  },
  (where: Where, status: number, waitSeconds: number | undefined) => ({
    ...at(where),
    ...names(
      where,
      `which is not available now (HTTP ${status}${waitSeconds === undefined ? "" : `, asks to wait ${waitSeconds} s`})`,
    ),
    fix: "Run it again later.",
  }),
);

export const outcomeUnknown = defineError(
  "CS2013",
  {
    title: "Nobody knows whether it was made",
    when: "A call that makes something was sent, and no answer says whether it worked. It is never repeated blindly.",
  },
  (where: Where, { code, reason }: Pick<CommerceServicesError, "code" | "reason">) => ({
    ...at(where),
    problem: `may or may not have made what it was asked for: the call went to ${where.host}, ${reason} (${code})`,
    fix: "Run it again: what was made is looked for first.",
  }),
);

export const callCancelled = defineError(
  "CS2014",
  {
    title: "Cancelled",
    when: "The operation was cancelled. Nothing was sent, or nothing was made.",
  },
  (where: Where) => ({
    ...at(where),
    problem: `names ${where.host}; the call to it was cancelled with the operation`,
    reason: "and was cancelled with the operation",
    fix: "Run it again when you want to go on.",
  }),
);

export const connectionFailed = defineError(
  "CS2015",
  {
    title: "Call failed",
    when: "The call failed on the way, in a manner that has no code of its own.",
  },
  (where: Where, detail: string) => ({
    ...at(where),
    problem: `names ${where.host}; the call to it failed on the way (${detail})`,
    reason: `and failed on the way (${detail})`,
    fix: `Check ${key(where)} and the network, then try again.`,
  }),
);

/** The proxy that stands between here and the host, and who names it. */
interface ProxyNamed {
  /** The environment variable. */
  variable: string;
  /** Host and port; empty where the variable's value can't be read as that of an HTTP proxy. */
  host: string;
  status?: number | undefined;
}

export const proxyUnusable = defineError(
  "CS2017",
  {
    title: "Proxy can't be used",
    when: "An environment variable (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, in either case) names a proxy that can't be reached, hangs up, gives no answer in time, or is no HTTP proxy. Nothing was sent to the host.",
  },
  ({ host, requestId }: Where, proxy: ProxyNamed, detail: string | undefined) => ({
    path: proxy.variable,
    requestId,
    problem: proxy.host
      ? `names the proxy ${proxy.host}, through which no connection to ${host} came about (${detail})`
      : `names no HTTP proxy, so that ${host} can't be asked`,
    reason: `and the proxy that ${proxy.variable} names can't be used`,
    fix: proxy.host
      ? `Check ${proxy.variable} and that the proxy can be reached; for a host that needs none add it to NO_PROXY.`
      : `Set ${proxy.variable} to a URL such as http://proxy.example:3128, or unset it.`,
  }),
);

export const proxyRefused = defineError(
  "CS2018",
  {
    title: "Proxy refuses the connection",
    when: "The proxy that an environment variable names answered CONNECT with something else than success: 407 where it asks for credentials. Nothing was sent to the host.",
  },
  ({ host, requestId }: Where, proxy: ProxyNamed) => {
    const said = proxy.status === undefined ? "no HTTP" : `HTTP ${proxy.status}`;
    return {
      path: proxy.variable,
      requestId,
      problem: `names the proxy ${proxy.host}, which refuses a connection to ${host} (${said})`,
      reason: `and the proxy that ${proxy.variable} names refused the connection (${said})`,
      fix:
        proxy.status === 407
          ? `It asks for credentials: put them into ${proxy.variable}, as in http://user:password@${proxy.host}, percent-encoded.`
          : `Have ${host} allowed at the proxy; if it needs none, add it to NO_PROXY.`,
    };
  },
);

/**
 * Whether a creating call failed in a way that leaves open what the service did. Then look before
 * trying again; after any other failure nothing was made.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof CommerceServicesError && error.code === outcomeUnknown.code;
}

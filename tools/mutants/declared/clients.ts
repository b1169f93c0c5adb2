import { inFile } from "../mutation";

const refusals = ["test/unit/registry/refusals.test.ts"] as const;
const rows = ["test/unit/registry/rows.test.ts"] as const;
const proof = ["test/unit/registry/verify.test.ts"] as const;
const calls = ["test/unit/registry/calls.test.ts"] as const;
const portal = ["test/unit/portal/portal.test.ts"] as const;
const configuration = ["test/unit/config/parseConfiguration.test.ts"] as const;

export const clients = [
  ...inFile("registry/response.ts", refusals)(
    [
      "a refusal under HTTP 200 passes for rows",
      "if (inside !== undefined && inside !== 200)",
      "if (inside === -1)",
    ],
    [
      "a gateway's error under HTTP 200 passes for an empty account",
      "if (parsed.error)",
      "if (parsed.error === 0)",
    ],
    [
      "JSON that is no object is read as an empty account",
      "if (ok) throw errors.notAnObject(to, call, kindOf(parsed));",
      "if (ok) return {};",
    ],
  ),
  ...inFile("registry/rowsCache.ts", rows)(
    [
      "a wrong private key rides on a right one's call",
      'createHash("sha256").update(privateKey).digest("base64")',
      '""',
    ],
    [
      "what was listed before a write passes for true after it",
      "if (entry.environment === environment) entries.delete(key);",
      "",
    ],
    ["a failure is remembered", "if (entries.get(key) === entry) entries.delete(key);", ""],
  ),
  ...inFile("registry/verify.ts", proof)(
    [
      "a pair that is refused counts as proven",
      "if (accepted) return;",
      "if (accepted || last) return;",
    ],
    [
      "a pair that still works counts as dead",
      "if (!dead) throw errors.stillAccepted(who(pair), seconds);",
      "",
    ],
    [
      "any answer to an unsigned call counts as dead",
      'if (code === errors.signatureNotReceived.code) return "alive";',
      'if (code === errors.signatureNotReceived.code) return "unknown";',
    ],
  ),
  ...inFile(
    "registry/client.ts",
    calls,
  )([
    "a project that may have been made passes for not made",
    "throw OPEN.includes(error.code) ? outcomeUnknown(exchange.to, error) : error;",
    "throw error;",
  ]),
  ...inFile("portal/client.ts", portal)(
    [
      "a pair of the other environment passes for ours",
      "return keys.filter((key) => key.environment === environment);",
      "return keys;",
    ],
    [
      "any 404 counts as a deleted pair",
      'if (exchange.status === 404 && contractRefusal(exchange)) return "absent";',
      'if (exchange.status === 404) return "absent";',
    ],
    [
      "a pair that may have been made passes for not made",
      "if (!(error instanceof CommerceServicesError) || !OPEN.includes(error.code)) throw error;",
      "throw error;",
    ],
  ),
  ...inFile("config/configuration.ts", configuration)(
    [
      "calls go out with TLS switched off",
      'if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0") throw tlsDisabled();',
      "",
    ],
    [
      "keys go over the network in clear",
      'if (url.protocol === "http:" && !isLocal(text)) throw urlInsecure(key);',
      "",
    ],
    [
      "a trial's sandbox calls go to Adobe",
      'if (isLocal(production) && !sandbox) throw halfLocal("gatewayUrl", "sandboxGatewayUrl");',
      "",
    ],
    [
      "a misspelt setting is ignored",
      "if (unknownName) throw configurationKeyUnknown(unknownName, Object.keys(keys));",
      "",
    ],
    [
      "a stray variable aims production elsewhere",
      "  gatewayUrl: undefined,",
      '  gatewayUrl: "COMMERCE_SERVICES_GATEWAY_URL",',
    ],
    [
      "half a pair passes",
      'if (privateKey === undefined) throw halfADefaultPair("privateKey");',
      "if (privateKey === undefined) return undefined;",
    ],
  ),
  ...inFile("registry/serviceClock.ts", ["test/unit/registry/serviceClock.test.ts"])(
    [
      "a machine whose clock is wrong signs what is refused",
      "return this.#clock.now() + this.#differenceMs;",
      "return this.#clock.now();",
    ],
    [
      "the travel of an answer passes for a wrong clock",
      "Math.abs(seenMs) > accuracyMs ? seenMs : 0",
      "seenMs",
    ],
    [
      "a slow answer spoils what a quick one taught",
      "accuracyMs > this.#accuracyMs && !isContradicted",
      "false",
    ],
  ),
  ...inFile("registry/request.ts", ["test/unit/registry/serviceClock.test.ts"])([
    "a pair that was just made fails its proof for the clock alone",
    "return isLate ? sign() : exchange;",
    "return exchange;",
  ]),
  ...inFile("registry/verify.ts", ["test/unit/registry/verify.test.ts"])([
    "a living pair counts as dead for a refused signature",
    "(await refusal(pair))?.code === errors.clientIdInvalid.code",
    "(await refusal(pair)) !== undefined",
  ]),
];

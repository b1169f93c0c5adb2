// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source text
import { inFolder } from "../mutation";

/** By text alone: the emulator knows nothing of the provider, nor of this list. */
const inFile = inFolder("emulator/src");

const gateway = ["emulator/test/gateway.test.ts"] as const;
const portal = ["emulator/test/portal.test.ts"] as const;
const safety = ["emulator/test/safety.test.ts"] as const;
const store = ["emulator/test/store.test.ts"] as const;
const clock = ["emulator/test/clock.test.ts"] as const;
const faults = ["emulator/test/faults.test.ts"] as const;
const controls = ["emulator/test/controls.test.ts"] as const;
const seed = ["emulator/test/seed.test.ts"] as const;

export const emulator = [
  ...inFile("http/gateway/authenticate.ts", gateway)(
    ["a key of the other environment is accepted", "key.environment !== environment ||", ""],
    ["a refused or deleted key is accepted", "!gatewayAccepts(key, now)", "false"],
    ["no signature is looked at", "if (flaw) return", "if (false) return"],
    ["the use of a pair is not remembered", "  noteUse(core, key);\n", "", portal],
    [
      "what is sent as a public key is logged",
      "publicKey: key?.publicKey ?? null",
      "publicKey",
      controls,
    ],
  ),
  ...inFile("http/gateway/jwt.ts", gateway)(
    ["the token chooses its algorithm", 'head.get("alg") !== "RS256"', "false"],
    [
      "a token lives in the second it expires",
      "if (expiry * 1000 <= now)",
      "if (expiry * 1000 < now)",
    ],
    [
      "a token may live for ever",
      "if (expiry * 1000 > now + longestLifeSeconds * 1000)",
      "if (false)",
    ],
    ["strict is as lenient", 'if (checks === "lenient") return null;', "return null;"],
  ),
  ...inFile("http/gateway/projects.ts", gateway)(
    ["a stranger sees our projects", "project?.mageId === account.mageId && ", ""],
    ["a project shows at the other gateway", " && project.environment === environment", ""],
  ),
  ...inFile("http/gateway/dataSpaces.ts", gateway)(
    ["a stranger sees our data spaces", "project?.mageId === account.mageId && ", "!!project && "],
    ["a decompression bomb unpacks", ", { maxOutputLength: FEED_BYTES }", "", safety],
  ),
  ...inFile(
    "http/portal/bearer.ts",
    portal,
  )([
    "the portal takes any token",
    'timingSafeEqual(digest(call.headers.authorization ?? ""), expected)',
    "true",
  ]),
  ...inFile("http/gatekeeper.ts", safety)(
    ["any Host is taken", "!known.has(withoutPort(host.toLowerCase()))", "false"],
    ["any Origin is taken", "origin !== undefined && origin !== `http://${host}`", "false"],
    [
      "calls from other sites are taken",
      'site !== undefined && site !== "same-origin" && site !== "none"',
      "false",
    ],
  ),
  ...inFile(
    "http/readBody.ts",
    safety,
  )(["a body of any size is read", "if (size > limit)", "if (false)"]),
  ...inFile("account/keys.ts", portal)(
    [
      "the second look at the client token is skipped",
      "  const pair = await core.keySource();\n  return record(core, request, as, pair, clock.now());",
      '  const pair = await core.keySource();\n  return record(core, {...request, clientToken: Math.random() + "x"}, as, pair, clock.now());',
    ],
    [
      "another customer's pair is ours to delete",
      "key?.mageId === mageId ? key : undefined",
      "key",
    ],
  ),
  ...inFile("rules/keys.ts", portal)(
    [
      "shared access makes pairs",
      'if (account.role !== "licence-holder") return { code: "licence_holder_only" };',
      "",
    ],
    [
      "shared access deletes pairs",
      'if (account.role !== "licence-holder") return refused({ code: "licence_holder_only" });',
      "",
    ],
  ),
  ...inFile("store/openDatabase.ts", store)(
    [
      "a file is opened without a look",
      "if (existsSync(path)) examine(path, Sqlite);",
      "if (existsSync(path)) {}",
    ],
    ["two emulators share a file", 'database.pragma("locking_mode=EXCLUSIVE");', ""],
    [
      "a killed emulator's log is not looked at",
      "if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);",
      "",
    ],
  ),
  ...inFile(
    "clock.ts",
    clock,
  )(["the clock goes back", "if (!Number.isFinite(ms) || ms < 0)", "if (false)"]),
  ...inFile("faults/rules.ts", faults)(
    [
      "faults strike the controls",
      'if (call.operation.startsWith("admin.") || call.operation === "dashboard") return false;',
      "",
    ],
    ["chance has no seed", "randomFrom(fault.seed ?? 0)", "Math.random"],
  ),
  ...inFile(
    "faults/apply.ts",
    faults,
  )([
    "a reset after the change comes before it",
    'if (effect.when === "after-change") return null;\n      return { ...failure(call, 500), delivery: "reset"',
    'return { ...failure(call, 500), delivery: "reset"',
  ]),
  ...inFile(
    "http/callLog.ts",
    controls,
  )(["a path is logged as it came", "path: shownPath(call.path)", "path: call.path"]),
  ...inFile(
    "startEmulator.ts",
    safety,
  )([
    "remote listening needs no token of one's own",
    "if (!isLoopback(host) && !(options.allowRemote && options.portalToken))",
    "if (!isLoopback(host) && !options.allowRemote)",
  ]),
  ...inFile(
    "documents/seed.ts",
    seed,
  )([
    "a seed takes a private key",
    '.regex(/^\\s*-----BEGIN (RSA )?PUBLIC KEY-----/, "must be the public half as PEM")',
    "",
  ]),
];

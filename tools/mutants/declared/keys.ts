import { inFile } from "../mutation";

const privateKeys = ["test/unit/keys/privateKey.test.ts"] as const;
const publicKeys = ["test/unit/keys/publicKey.test.ts"] as const;
const signatures = ["test/unit/keys/jwt.test.ts"] as const;
const sealing = ["test/unit/keys/sealing.test.ts"] as const;
const ring = ["test/unit/sdk/apiKeyRing/plan.test.ts"] as const;
const schedule = ["test/unit/sdk/apiKeyRing/generationFor.test.ts"] as const;

export const keys = [
  ...inFile("keys/privateKey.ts", privateKeys)(
    ["a short RSA key passes", "if (bits < LEAST_BITS)", "if (bits < 512)"],
    ["a key of another kind passes", 'if (kind !== "rsa")', 'if (kind === "dsa")'],
    ["a key with a damaged digit passes", "if (!isConsistent(key))", "if (key === undefined)"],
    [
      "a value that a store encrypted passes for damaged PEM",
      "if (looksEncryptedByStore(bare)) throw errors.encryptedByStore(path);",
      "",
    ],
    [
      "the Admin's asterisks pass for no PEM",
      "if (looksLikePlaceholder(bare)) throw errors.placeholderGiven(path);",
      "",
    ],
  ),
  ...inFile("keys/publicKey.ts", publicKeys)(
    ["a PEM text passes for a public key", 'if (bare.includes("-----"))', 'if (bare === "-")'],
    ["a sentence passes for a public key", "if (!ONE_WORD.test(bare))", 'if (bare === " ")'],
  ),
  ...inFile("keys/pem.ts", privateKeys)(
    [
      "a key that was cut off is called damaged",
      'return whole > der.length ? "truncated"',
      'return whole < 0 ? "truncated"',
    ],
    ["a locked key is called damaged", 'if (LOCKED.test(plain)) return "encrypted";', ""],
  ),
  ...inFile(
    "keys/jwt.ts",
    signatures,
  )([
    "a signature is used after it has run out",
    "now - known.at < REUSE_MS",
    "now - known.at < 10 * REUSE_MS",
  ]),
  ...inFile("keys/sealing.ts", sealing)(
    [
      "the key that unseals stands in a program",
      "if (/PRIVATE KEY-----/.test(bare)) throw sealKeyIsPrivate(path);",
      "",
    ],
    ["a pair is sealed to a short key", "modulusLength < 2048", "modulusLength < 512"],
    [
      "a pair is sealed to a curve that no library opens",
      "!CURVES.includes(namedCurve)",
      'namedCurve === ""',
    ],
  ),
  ...inFile("sdk/apiKeyRing/plan.ts", ring)(
    [
      "an exclusive account is promised two live pairs",
      "if (keep > 1 && !keepsBoth(keyPolicy))",
      "if (keep > 99)",
    ],
    [
      "active points to a pair that is gone",
      "if (active < oldest || active > generation)",
      "if (active > generation)",
    ],
    [
      "a generation that is no number is taken",
      "!Number.isSafeInteger(value) || value < 1",
      "value < 1",
    ],
  ),
  ...inFile("sdk/apiKeyRing/generationFor.ts", schedule)(
    ["generations before the first are made", "return Math.max(1, 1 +", "return Math.max(-99, 1 +"],
    [
      "a day that no calendar has moves the schedule",
      "if (Number.isNaN(sinceMs) || !exists)",
      "if (Number.isNaN(sinceMs))",
    ],
    [
      "a rotation comes a period early",
      "(nowMs - sinceMs) / everyMs",
      "(nowMs - sinceMs + everyMs) / everyMs",
    ],
  ),
];

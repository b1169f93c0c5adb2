import { createHash } from "node:crypto";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "../../../provider/domain/redact";
import { serviceText } from "../../../provider/domain/text";

const { privateKey } = rsaPair();
const body = privateKey.replace(/-----[^-]+-----|\s/g, "");
const wrapped = (width: number, end: string) =>
  body.replace(new RegExp(`.{${width}}`, "g"), (line) => `${line}${end}`);
const encoded = Buffer.from(privateKey).toString("base64");
const jwt = "eyJ0eXAiOiJKV1QifQ.eyJleHAiOjF9.c2lnbmF0dXJl";
const jwe = "eyJhbGciOiJSU0EtT0FFUC0yNTYifQ.a2V5.aXY.Y2lwaGVy.dGFn";

const forms: [string, string][] = [
  ["a PEM block", privateKey],
  ["one with escaped ends of lines", privateKey.replaceAll("\n", "\\n")],
  ["one with ends of lines escaped twice", privateKey.replaceAll("\n", "\\\\r\\\\n")],
  ["one without its end", privateKey.slice(0, 900)],
  ["one without its beginning", privateKey.slice(40)],
  ["a body in one line", body],
  ["a body wrapped at 64", wrapped(64, "\n")],
  ["a body wrapped at 128", wrapped(128, "\r\n  ")],
  ["a body in base64url", Buffer.from(body, "base64").toString("base64url")],
  ["the base64 of a PEM block", encoded],
  ["the same, wrapped", encoded.replace(/.{76}/g, "$&\n")],
  ["the beginning of it", encoded.slice(0, 120)],
  ["a JWT", jwt],
  ["a JWT without its signature", jwt.slice(0, 36)],
  ["a JWE", jwe],
  ["a bearer token", "Bearer abc.def"],
  ["a bearer token in lower case", "bearer 0a1b2c3d"],
];

/** Any 24 characters of a secret in a row: enough to know it by. */
const holds = (text: string, secret: string) => {
  const bare = text.replace(/\s|\\+[nr]/g, "");
  const plain = secret.replace(/\s|\\+[nr]/g, "").replace(/-----[^-]*-----/g, "");
  return Array.from({ length: Math.max(1, plain.length - 24) }, (_, at) =>
    plain.slice(at, at + 24),
  ).some((part) => bare.includes(part));
};

it.each(forms)("takes out %s, and nothing around it", (_, secret) => {
  const text = redact(`before ${secret}`);
  expect(text).toMatch(/^before \[secret\]/);
  expect(holds(text, secret)).toBe(false);
  expect(serviceText(`before ${secret}`)).not.toMatch(/eyJ|BEGIN|LS0t|MII/);
});

it("goes on after a secret that has an end", () => {
  expect(redact(`a ${privateKey.trim()} b ${jwt} c Bearer abc.def d`)).toBe(
    "a [secret] b [secret] c [secret] d",
  );
});

it("finds a secret that hidden characters part", () => {
  const between = fc.constantFrom("\u200b", "\u00ad", "\u{e0041}", "\u001b[0m", "\u0000", "\ufeff");
  const cases = fc.tuple(
    fc.constantFrom(...forms, ["given", "t0k3n-of-the-portal"]),
    between,
    fc.nat(),
  );
  fc.assert(
    fc.property(cases, ([[, secret = ""], sign, at]) => {
      const place = at % secret.length;
      const text = redact(`x ${secret.slice(0, place)}${sign}${secret.slice(place)}`, [
        "t0k3n-of-the-portal",
      ]);
      expect(text).toContain("[secret]");
      expect(holds(text, secret)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

it("takes out the secrets it is given, and not an empty one", () => {
  expect(redact("token t0k3n is bad: t0k3n", ["t0k3n", ""])).toBe(
    "token [secret] is bad: [secret]",
  );
});

describe("leaves alone", () => {
  it.each([
    ["a public key", "0123456789abcdef0123456789abcdef"],
    ["a UUID", "22222222-2222-4222-8222-000000000001"],
    ["a digest", createHash("sha512").update("x").digest("hex")],
    ["two digests", `${"0a".repeat(32)} ${"1b".repeat(32)}`],
    ["a sentence on tokens", "The Bearer token is missing; a bearer token must be set."],
    ["a word", "eyJ"],
    ["a long sentence", "The pair is refused by the gateway since the last refresh. ".repeat(40)],
    ["a hidden character, which is not its matter", "na\u200bme"],
  ])("%s", (_, text) => {
    expect(redact(text)).toBe(text);
  });
});

it("takes no time for 200,000 characters, however it was made to cost", () => {
  const costly = [
    "A",
    `${"A".repeat(199)} `,
    "-----BEGIN-----END",
    "eyJ.",
    "Bearer ",
    "\\",
    "AAAA\\n",
  ];
  const begin = performance.now();
  for (const one of costly) redact(one.repeat(200_000 / one.length));
  expect(performance.now() - begin).toBeLessThan(5_000);
});

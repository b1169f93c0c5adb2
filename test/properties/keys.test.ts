import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { CommerceServicesError } from "../../provider/domain/errors";
import { canonicalPrivateKey, canonicalPublicKey } from "../../provider/keys";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const canonical = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const pkcs1 = privateKey.export({ format: "pem", type: "pkcs1" }).toString();

const newline = fc.constantFrom(
  "\n",
  "\r\n",
  "\r",
  "\\n",
  "\\r\\n",
  "\\\\n",
  " ",
  "",
  "\n\n",
  "\n\t",
);
const quote = fc.constantFrom("", '"', "'", "`");
const blanks = fc.string({ unit: fc.constantFrom(" ", "\n", "\r", "\t"), maxLength: 5 });

it("any layout of a key becomes the same text, and that text stays as it is", () => {
  const layout = fc.tuple(fc.constantFrom(canonical, pkcs1), newline, fc.nat(90), quote, blanks);
  fc.assert(
    fc.property(layout, ([pem, between, width, quoted, around]) => {
      const [begin = "", ...rest] = pem.trim().split("\n");
      const end = rest.pop() ?? "";
      const all = rest.join("");
      const wrapped = width === 0 ? [all] : (all.match(new RegExp(`.{1,${width}}`, "g")) ?? []);
      const text = quoted + [begin, ...wrapped, end].join(between) + quoted;
      const read = canonicalPrivateKey(around + text + around, "key");
      expect(read).toBe(canonical);
      expect(canonicalPrivateKey(read, "key")).toBe(read);
    }),
    { numRuns: 300 },
  );
});

/** Every slice of 12 signs that could give away part of a key. Our own words are no secret. */
const slices = (text: string) =>
  Array.from({ length: Math.max(0, text.length - 11) }, (_, at) => text.slice(at, at + 12));

function expectCodedAndSilent(read: (text: string) => string, text: string): void {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(CommerceServicesError);
    const { message, stack = "" } = error as CommerceServicesError;
    for (const slice of slices(text)) {
      expect(message.includes(slice), "the message quotes the input").toBe(false);
      expect(stack.includes(slice), "the stack quotes the input").toBe(false);
    }
  }
}

const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.base64String({ maxLength: 200 }),
  fc.constantFrom("0:3:", "*".repeat(20), "\\n", "\r\n", '"', "Proc-Type: 4,ENCRYPTED"),
  fc.string().map((label) => `-----BEGIN ${label.toUpperCase()}-----`),
  fc
    .constantFrom("PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", "EC PRIVATE KEY")
    .chain((label) => fc.constantFrom(`-----BEGIN ${label}-----`, `-----END ${label}-----`)),
  // Slices of a real key, so that the half-right cases come up too.
  fc
    .tuple(fc.nat(canonical.length), fc.nat(canonical.length))
    .map(([a, b]) => canonical.slice(a, b)),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

it("no text whatever makes anything but a coded error that keeps the text to itself", () => {
  fc.assert(
    fc.property(text, (input) => {
      expectCodedAndSilent((value) => canonicalPrivateKey(value, "key"), input);
      expectCodedAndSilent((value) => canonicalPublicKey(value, "key"), input);
    }),
    { numRuns: 500 },
  );
});

it("one changed base64 digit never passes as the same key, nor as another one", () => {
  const lines = canonical.trim().split("\n");
  const body = lines.slice(1, -1).join("");
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  fc.assert(
    fc.property(fc.nat(body.replace(/=+$/, "").length - 1), fc.nat(63), (at, to) => {
      const changed = body.slice(0, at) + digits[to] + body.slice(at + 1);
      const text = [lines[0], changed, lines.at(-1)].join("\n");
      let read: string;
      try {
        read = canonicalPrivateKey(text, "key");
      } catch {
        return;
      }
      // Left: the digit it had, and digits that stand for no bit of the key (padding, a version).
      expect(read).toBe(canonical);
    }),
    {
      numRuns: 500,
      // Digits of the version inside, which OpenSSL once carried over.
      examples: [
        [42, 5],
        [43, 2],
      ],
    },
  );
});

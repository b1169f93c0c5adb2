import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CommerceServicesError } from "../../../provider/domain/errors";
import { canonicalPrivateKey, fingerprint, privateKeyEquals } from "../../../provider/keys";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const canonical = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const pkcs1 = pair.privateKey.export({ format: "pem", type: "pkcs1" }).toString();
const spki = pair.publicKey.export({ format: "pem", type: "spki" }).toString();
const body = (pem: string) => pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, "");
const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString("base64")}\n-----END ${label}-----\n`;

function refusal(text: string): { code: string; message: string } {
  try {
    canonicalPrivateKey(text, "supplied.privateKey");
  } catch (error) {
    if (error instanceof CommerceServicesError) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("canonicalPrivateKey", () => {
  const bare = body(canonical);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  it.each<[string, () => string]>([
    ["the whole file in base64", () => base64(canonical)],
    ["the whole file in base64 of 76 columns", () => base64(canonical).replace(/.{76}/g, "$&\r\n")],
    ["the whole file in base64 for URLs", () => Buffer.from(canonical).toString("base64url")],
    ["a file with CRLF in base64", () => base64(canonical.replaceAll("\n", "\r\n"))],
    [
      "PKCS#1 in base64",
      () => base64(createPrivateKey(canonical).export({ type: "pkcs1", format: "pem" }).toString()),
    ],
    ["a data URL", () => `data:application/x-pem-file;base64,${base64(canonical)}`],
    ["the body alone", () => bare],
    ["the body alone in lines", () => bare.replace(/.{64}/g, "$&\n")],
    ["the body alone with escaped breaks, in quotes", () => `"${bare.replace(/.{64}/g, "$&\\n")}"`],
    [
      "the body of PKCS#1 alone",
      () => createPrivateKey(canonical).export({ type: "pkcs1", format: "der" }).toString("base64"),
    ],
  ])("takes %s", (_what, text) => {
    expect(canonicalPrivateKey(text(), "k")).toBe(canonical);
  });

  it.each<[string, () => string, string]>([
    ["a body cut short", () => bare.slice(0, 1200), "CS1005"],
    ["a file in base64 cut short", () => base64(canonical).slice(0, 1600), "CS1005"],
    [
      "the public half's body",
      () => createPublicKey(canonical).export({ type: "spki", format: "der" }).toString("base64"),
      "CS1008",
    ],
    ["a long word", () => "a".repeat(1_000), "CS1004"],
  ])("refuses %s", (_what, text, code) => {
    expect(() => canonicalPrivateKey(text(), "k")).toThrow(code);
  });

  it("writes 64 columns, LF and one newline at the end", () => {
    const lines = canonicalPrivateKey(canonical, "k").split("\n");
    expect(lines[0]).toBe("-----BEGIN PRIVATE KEY-----");
    expect(lines.at(-2)).toBe("-----END PRIVATE KEY-----");
    expect(lines.at(-1)).toBe("");
    expect(new Set(lines.slice(1, -3).map((line) => line.length))).toEqual(new Set([64]));
    expect(canonicalPrivateKey(canonical, "k")).not.toContain("\r");
  });

  it.each([
    ["CRLF", canonical.replaceAll("\n", "\r\n")],
    ["literal \\n", canonical.replaceAll("\n", "\\n")],
    ["literal \\r\\n", canonical.replaceAll("\n", "\\r\\n")],
    ["doubly escaped newlines", canonical.replaceAll("\n", "\\\\n")],
    ["slashes escaped as PHP does", JSON.stringify(canonical).replaceAll("/", "\\/")],
    ["one line, blanks for newlines", canonical.replaceAll("\n", " ")],
    ["one line, nothing for newlines", canonical.replaceAll("\n", "")],
    ["blanks around", `\n\t  ${canonical}  \n\n`],
    ["a byte order mark", `\uFEFF${canonical}`],
    ["double quotes", `"${canonical}"`],
    ["single quotes in blanks", ` '${canonical}' `],
    ["indented lines", canonical.replaceAll("\n", "\n      ")],
    ["PKCS#1", pkcs1],
    ["PKCS#1 on one line", pkcs1.replaceAll("\n", "\\n")],
  ])("repairs %s", (_, text) => {
    expect(canonicalPrivateKey(text, "k")).toBe(canonical);
  });

  const half = Math.floor(canonical.length / 2);
  const der = Buffer.from(body(canonical), "base64");
  /** Changes a digit of the modulus: OpenSSL still reads the key. */
  const damaged = Buffer.from(der);
  damaged[60] = (damaged[60] ?? 0) ^ 0x55;

  it.each([
    ["nothing", "", "CS1001"],
    ["blanks", " \n\t", "CS1001"],
    ["empty quotes", '""', "CS1001"],
    ["a value encrypted by a store", "0:3:Zm9vYmFyYmF6cXV4", "CS1002"],
    ["the same of an older cipher", "0:2:Zm9vYmFyYmF6cXV4", "CS1002"],
    ["asterisks", "******", "CS1003"],
    ["a public key of the portal", "0123456789abcdef0123456789abcdef", "CS1004"],
    ["an END line first", canonical.split("\n").reverse().join("\n"), "CS1004"],
    ["no END line", canonical.slice(0, half), "CS1005"],
    ["a missing line, END kept", canonical.replace(/\n[^\n]+(?=\n-----END)/, ""), "CS1005"],
    ["an empty block", pem("PRIVATE KEY", Buffer.alloc(0)), "CS1005"],
    ["a foreign sign inside", canonical.replace("M", "!"), "CS1006"],
    ["a damaged digit", pem("PRIVATE KEY", damaged), "CS1006"],
    ["bytes after the key", pem("PRIVATE KEY", Buffer.concat([der, Buffer.alloc(3)])), "CS1006"],
    ["an unknown label", canonical.replaceAll("PRIVATE KEY", "SECRET"), "CS1006"],
    ["markers that differ", canonical.replace("END PRIVATE", "END RSA PRIVATE"), "CS1006"],
    ["two blocks", canonical + canonical, "CS1006"],
    ["a public key", spki, "CS1008"],
    ["a PKCS#1 public key", pem("RSA PUBLIC KEY", Buffer.from("3000", "hex")), "CS1008"],
    ["a certificate", pem("CERTIFICATE", Buffer.from("3000", "hex")), "CS1008"],
    ["an OpenSSH key", pem("OPENSSH PRIVATE KEY", Buffer.from("3000", "hex")), "CS1009"],
  ])("refuses %s", (_, text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  it("refuses keys under a passphrase, old and new", () => {
    const locked = pair.privateKey.export({
      format: "pem",
      type: "pkcs8",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    const old = pair.privateKey.export({
      format: "pem",
      type: "pkcs1",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    expect(refusal(locked.toString()).code).toBe("CS1007");
    expect(refusal(old.toString()).code).toBe("CS1007");
  });

  it("refuses other kinds of key and names the kind", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const sec1 = ec.export({ format: "pem", type: "sec1" }).toString();
    expect(refusal(sec1).message).toContain("of kind EC;");
    expect(refusal(ec.export({ format: "pem", type: "pkcs8" }).toString())).toMatchObject({
      code: "CS1009",
      problem: "is a private key of kind ec; calls are signed with RSA",
    });
  });

  it("refuses RSA under 2048 bits and says how many there are", () => {
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    expect(refusal(weak.export({ format: "pem", type: "pkcs8" }).toString())).toMatchObject({
      code: "CS1010",
      problem: "is an RSA key of 1024 bits; 2048 are the least",
    });
  });

  it("refuses what is not a text", () => {
    expect(refusal(42 as unknown as string).code).toBe("CS1001");
  });

  it("names the path, the problem, the fix and the docs", () => {
    expect(refusal("0:3:secretsecret").message).toMatch(
      /^CS1002: supplied\.privateKey is a value that a store encrypted for itself, not the key\. Give the PEM file .* See https:\S+#cs1002$/,
    );
  });
});

describe("fingerprint", () => {
  it("is the digest of the public half, without padding", () => {
    expect(fingerprint(canonical)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(fingerprint(pkcs1)).toBe(fingerprint(canonical));
  });
});

describe("privateKeyEquals", () => {
  it("sees the same key in another layout", () => {
    expect(privateKeyEquals(canonical, pkcs1.replaceAll("\n", "\r\n"))).toBe(true);
  });

  it("never fails on texts that are no key", () => {
    expect(privateKeyEquals("a", "a")).toBe(true);
    expect(privateKeyEquals("a", "b")).toBe(false);
    expect(privateKeyEquals(canonical, "")).toBe(false);
  });
});

it("gives keys that still sign", () => {
  const again = canonicalPrivateKey(pkcs1, "k");
  expect(sign("RSA-SHA256", Buffer.from("x"), again)).toEqual(
    sign("RSA-SHA256", Buffer.from("x"), canonical),
  );
});

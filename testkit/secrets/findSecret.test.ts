import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { freshRsaPair } from "../rsaPairs";
import { findSecret } from "./findSecret";

const newPrivateKey = () => freshRsaPair().privateKey;

const privateKey = newPrivateKey();
const body = privateKey.replace(/-----[^-]+-----|\s/g, "");
const der = Buffer.from(body, "base64");

/** The layouts in which a key travels. */
const layouts: Record<string, [leak: string | Buffer, form: string]> = {
  "the file": [privateKey, "raw"],
  "Windows line breaks": [privateKey.replaceAll("\n", "\r\n"), "raw"],
  "rewrapped and indented": [body.replace(/.{76}/g, "$&\n  "), "raw"],
  "wrapped in short lines": [body.replace(/.{32}/g, "$&\n"), "raw"],
  "JSON inside JSON": [JSON.stringify({ inner: JSON.stringify({ privateKey }) }), "raw"],
  "cut off in a message": [`it failed: ${privateKey.slice(0, 240)}…`, "raw"],
  gzip: [gzipSync(privateKey), "raw"],
  "gzip that was cut off": [gzipSync(privateKey).subarray(0, -600), "raw"],
  DER: [der, "raw"],
  "hex of the PEM's body": [Buffer.from(body).toString("hex"), "hex"],
  "upper-case hex of DER": [der.toString("hex").toUpperCase(), "HEX"],
};

describe("a leaked private key", () => {
  it.each(Object.entries(layouts))("is found as %s", (where, [leak, form]) => {
    const bytes = typeof leak === "string" ? Buffer.from(leak) : leak;
    expect(findSecret(privateKey, [{ where, bytes }])).toEqual([{ where, form }]);
  });

  it.each([0, 1, 2])("is found in wrapped base64 with %i bytes before it", (before) => {
    const encoded = Buffer.from("x".repeat(before) + privateKey).toString("base64");
    const bytes = Buffer.from(encoded.replace(/.{76}/g, "$&\n"));
    // Its pieces lie at all three offsets; whichever is met first is told.
    expect(findSecret(privateKey, [{ where: "state", bytes }])).toEqual([
      { where: "state", form: expect.stringMatching(/^base64, offset [012]$/) },
    ]);
  });

  it("is found by any 24 characters of it, or 24 bytes", () => {
    for (let at = 64; at + 24 <= body.length; at += 7) {
      const bytes = Buffer.from(`it failed near "${body.slice(at, at + 24)}"`);
      expect(findSecret(privateKey, [{ where: "log", bytes }])).toHaveLength(1);
    }
    for (let at = 304; at + 24 <= der.length; at += 11) {
      const bytes = Buffer.from(der.subarray(at, at + 24).toString("hex"));
      expect(findSecret(privateKey, [{ where: "log", bytes }])).toHaveLength(1);
    }
  });

  it("is not seen in another key, nor in what every key begins with", () => {
    const start = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
    for (const text of [newPrivateKey(), start])
      expect(findSecret(privateKey, [{ where: "other", bytes: Buffer.from(text) }])).toEqual([]);
  });
});

const token = 's3cr3t/portal+token="<1>"';
const unicodeEscape = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
/** A short secret is one piece, so here each form is met by itself. */
const escapes: Record<string, string> = {
  raw: token,
  hex: Buffer.from(token).toString("hex"),
  HEX: Buffer.from(token).toString("hex").toUpperCase(),
  "URL-escaped": encodeURIComponent(token),
  "url-escaped": encodeURIComponent(token).replace(/%../g, (code) => code.toLowerCase()),
  "JSON-escaped": JSON.stringify(token),
  "JSON-escaped, slashes too": token.replaceAll("/", "\\/"),
  "unicode-escaped": token.replace(/[+/=<>&]/g, unicodeEscape),
};
for (const before of [0, 1, 2]) {
  const bytes = Buffer.from("x".repeat(before) + token);
  escapes[`base64, offset ${before}`] = bytes.toString("base64");
}

describe("another leaked secret", () => {
  it.each(Object.entries(escapes))("is found %s", (form, text) => {
    const log = { where: "log", bytes: Buffer.from(`before ${text} after`) };
    expect(findSecret(token, [log])).toEqual([{ where: "log", form }]);
    expect(findSecret("some-other-token", [log])).toEqual([]);
  });
});

import { generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSigner, signature } from "../../../provider/keys/jwt";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pair = { privateKey: keys.privateKey.export({ format: "pem", type: "pkcs8" }).toString() };
const NOW = Date.parse("2026-11-21T10:00:00.999Z");

const part = (token: string, index: number) =>
  Buffer.from(token.split(".")[index] ?? "", "base64url");
const text = (token: string, index: number) => part(token, index).toString();

describe("signature", () => {
  it("has the connector's header and claims, and no others", () => {
    const token = signature(pair, NOW);
    expect(text(token, 0)).toBe('{"typ":"JWT","alg":"RS256"}');
    expect(JSON.parse(text(token, 1))).toStrictEqual({
      exp: Date.parse("2026-11-21T10:05:00Z") / 1000,
      iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
      sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
      aud: "https://ims-na1.adobelogin.com/c/9ec9d05f79eb443e8f76ce477b1e413c",
      "https://ims-na1.adobelogin.com/s/ent_reactor_sdk": true,
      "https://ims-na1.adobelogin.com/s/asset_compute_meta": true,
      "https://ims-na1.adobelogin.com/s/ent_adobeio_sdk": true,
      "https://ims-na1.adobelogin.com/s/event_receiver_api": true,
    });
  });

  it("is verified by the public half", () => {
    const token = signature(pair, NOW);
    const content = Buffer.from(token.split(".").slice(0, 2).join("."));
    expect(verify("RSA-SHA256", content, keys.publicKey, part(token, 2))).toBe(true);
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

describe("createSigner", () => {
  it("uses a signature again for less than 240 s", () => {
    let now = NOW;
    const signer = createSigner({ now: () => now });
    const first = signer.sign(pair);
    now += 239_999;
    expect(signer.sign(pair)).toBe(first);
    now += 1;
    expect(signer.sign(pair)).toBe(signature(pair, NOW + 240_000));
  });

  it("signs anew when the clock was set back", () => {
    let now = NOW;
    const signer = createSigner({ now: () => now });
    signer.sign(pair);
    now -= 60_000;
    expect(signer.sign(pair)).toBe(signature(pair, NOW - 60_000));
  });

  it("never gives one key's signature to another", () => {
    const signer = createSigner({ now: () => NOW });
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = other.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    signer.sign(pair);
    expect(signer.sign({ privateKey: pem })).toBe(signature({ privateKey: pem }, NOW));
  });
});

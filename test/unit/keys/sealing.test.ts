import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalSealKey, sealer, unseal } from "../../../provider/keys";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const shortRsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });
const spki = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();
const pkcs8 = (key: KeyObject) => key.export({ format: "pem", type: "pkcs8" }).toString();
const secret = pkcs8(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);

describe("a sealed private key", () => {
  const holders = { RSA: rsa, "P-256": ec("P-256"), "P-384": ec("P-384"), "P-521": ec("P-521") };
  it.each(Object.entries(holders))("is opened by its holder alone (%s)", async (_, holder) => {
    const sealed = await (await sealer(spki(holder.publicKey)))(secret);
    expect(sealed.split(".")).toHaveLength(5);
    expect(await unseal(sealed, pkcs8(holder.privateKey))).toBe(secret);
    const jwk = JSON.stringify(holder.privateKey.export({ format: "jwk" }));
    expect(await unseal(`${sealed}\n`, jwk)).toBe(secret);
    const stranger =
      holder === rsa ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : ec("P-256");
    await expect(unseal(sealed, pkcs8(stranger.privateKey))).rejects.toThrow(/^CS1134: /);
  });

  it("is another text each time, names its algorithms and nothing else in clear", async () => {
    const seal = await sealer(spki(rsa.publicKey));
    const [first, second] = [await seal(secret), await seal(secret)];
    expect(first).not.toBe(second);
    const header = Buffer.from(first.split(".")[0] ?? "", "base64url").toString();
    expect(JSON.parse(header)).toEqual({ alg: "RSA-OAEP-256", enc: "A256GCM" });
  });

  it("is not opened when a sign of it was changed", async () => {
    const sealed = await (await sealer(spki(rsa.publicKey)))(secret);
    const [header, key, iv, text = "", tag] = sealed.split(".");
    const other = (text.startsWith("A") ? "B" : "A") + text.slice(1);
    await expect(
      unseal([header, key, iv, other, tag].join("."), pkcs8(rsa.privateKey)),
    ).rejects.toThrow(/^CS1134: /);
    await expect(unseal("not sealed", pkcs8(rsa.privateKey))).rejects.toThrow(/^CS1134: /);
    for (const text of ["not a key", "{}", "{", spki(rsa.publicKey)]) {
      await expect(unseal(sealed, text)).rejects.toThrow(/^CS1135: /);
    }
  });
});

describe("sealTo", () => {
  const pem = spki(rsa.publicKey);
  const pkcs1 = rsa.publicKey.export({ format: "pem", type: "pkcs1" }).toString();
  it.each([
    ["its own text", pem],
    ["CRLF", pem.replaceAll("\n", "\r\n")],
    ["escaped newlines", pem.replaceAll("\n", "\\n")],
    ["blanks and quotes around it", `  "${pem}" `],
    ["PKCS#1", pkcs1],
  ])("is canonical from %s", (_, text) => {
    expect(canonicalSealKey(text, "sealTo")).toBe(pem);
  });

  const refused: Record<string, [text: string, code: string]> = {
    "a private key": [pkcs8(rsa.privateKey), "CS1131"],
    "an escaped private key": [pkcs8(rsa.privateKey).replaceAll("\n", "\\n"), "CS1131"],
    "no PEM": ["hello", "CS1130"],
    nothing: ["", "CS1130"],
    "a damaged key": [pem.replace("MIIB", "MIIX"), "CS1130"],
    "a short RSA key": [spki(shortRsa.publicKey), "CS1130"],
    "a curve of another family": [spki(ec("secp256k1").publicKey), "CS1130"],
    "a key that only signs": [spki(generateKeyPairSync("ed25519").publicKey), "CS1130"],
  };
  it.each(Object.entries(refused))("refuses %s, and quotes none of it", (_, [text, code]) => {
    const message = (() => {
      try {
        return canonicalSealKey(text, "sealTo");
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(message.slice(0, 14)).toBe(`${code}: sealTo`.slice(0, 14));
    expect(message).not.toContain(text.slice(30, 50) || "BEGIN");
  });
});

import { describe, expect, it } from "vitest";
import { canonicalPublicKey } from "../../../provider/keys";

const KEY = "0123456789abcdef0123456789abcdef";
const read = (text: string) => canonicalPublicKey(text, "supplied.publicKey");

describe("canonicalPublicKey", () => {
  it.each([
    ["as it is", KEY],
    ["blanks and newlines around", ` ${KEY}\r\n`],
    ["quotes", `"${KEY}"`],
  ])("takes it with %s", (_, text) => {
    expect(read(text)).toBe(KEY);
  });

  it("leaves case and signs alone: the key is opaque", () => {
    expect(read("Pk_Test-42.A~b")).toBe("Pk_Test-42.A~b");
  });

  it.each([
    ["nothing", "", "CS1011"],
    ["a PEM text", "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----", "CS1012"],
    ["a value encrypted by a store", "0:3:abcdefgh", "CS1002"],
    ["asterisks", "********", "CS1003"],
    ["blanks inside", "my store key", "CS1013"],
    ["a newline inside", `${KEY}\n${KEY}`, "CS1013"],
    ["letters that no header carries", "ключ-магазина", "CS1013"],
    ["seven signs", "1234567", "CS1013"],
    ["129 signs", "k".repeat(129), "CS1013"],
  ])("refuses %s", (_, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, path: "supplied.publicKey" }));
  });

  it("takes 8 and 128 signs", () => {
    expect(read("12345678")).toBe("12345678");
    expect(read("k".repeat(128))).toBe("k".repeat(128));
  });
});

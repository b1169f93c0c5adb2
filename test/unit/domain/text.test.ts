import fc from "fast-check";
import { expect, it } from "vitest";
import { shown } from "../../../provider/http";

it.each([
  ["Client ID is invalid", "Client ID is invalid"],
  ["\u001b[31mred\u001b[0m and\u009b gone", "red and gone"],
  ["a\r\nb\tc\u0000d\u0007", "a b c d"],
  ["left\u202Eright\u200B.\u2028next", "left right . next"],
  ["key -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end", "key [secret] end"],
  ["cut -----BEGIN RSA PRIVATE KEY-----\nMIIE", "cut [secret]"],
  ["jwt eyJ0eXAiOiJKV1Qi.eyJleHAi.c2ln! ", "jwt [secret]!"],
  ["line\n[secretive]", "line [secretive]"],
  ["jwt ey\u001b[0mJ0eXAi.eyJleHAi.c2ln", "jwt [secret]"],
  ["header Bearer abc.def", "header [secret]"],
  [`${"x".repeat(300)}`, `${"x".repeat(200)}…`],
])("makes %j fit for a terminal", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

it("takes out the secrets it is given", () => {
  expect(shown("token t0k3n is bad: t0k3n", ["t0k3n", ""])).toBe("token [secret] is bad: [secret]");
});

it("lets nothing invisible through, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(shown(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

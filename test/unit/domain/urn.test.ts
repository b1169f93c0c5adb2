import { expect, it } from "vitest";
import {
  dynamicUrn,
  nativeToken,
  ourKind,
  parseUrn,
  typeToken,
} from "../../../provider/domain/urn";

const KINDS = ["ApiKeyPair", "SaasProject", "DataSpace"] as const;
const urn = (types: string, name = "live") => `urn:pulumi:dev::shop::${types}::${name}`;

it.each(KINDS)("a %s has one urn through the dynamic provider, wherever it came from", (kind) => {
  expect(dynamicUrn(urn(nativeToken(kind)))).toBe(urn(typeToken(kind)));
  expect(dynamicUrn(urn(typeToken(kind)))).toBe(urn(typeToken(kind)));
});

it("its parents of this package move along; other types and the name stay", () => {
  const ring = "commerce-services:index:ApiKeyRing";
  expect(dynamicUrn(urn(`${ring}$${nativeToken("ApiKeyPair")}$${nativeToken("DataSpace")}`))).toBe(
    urn(`${ring}$${typeToken("ApiKeyPair")}$${typeToken("DataSpace")}`),
  );
  const named = "a::commerce-services:index:ApiKeyPair";
  expect(dynamicUrn(urn("other:index:Thing", named))).toBe(urn("other:index:Thing", named));
});

it.each(KINDS)("reports and commands know a %s through either provider", (kind) => {
  for (const token of [typeToken(kind), nativeToken(kind)])
    expect(ourKind(parseUrn(urn(`my:index:Shop$${token}`)).type)).toBe(kind);
  expect(ourKind("commerce-services:index:ApiKeyRing")).toBe(undefined);
});

import { expect, it } from "vitest";
import {
  clientToken,
  clientTokenBase,
  ordinalOf,
} from "../../../../provider/resources/apiKeyPair/clientToken";

const production = { environment: "production" } as const;
const base = clientTokenBase("urn", production);

it("is the same text in every release: portals keep it for years", () => {
  expect(clientToken(base, 1)).toBe("46216ae742e801d91352c7b8fd568c704129bcff.1");
});

it("is the same whatever the order of the keepers, and without any as with none", () => {
  const of = (keepers: Record<string, string>) =>
    clientTokenBase("urn", { ...production, keepers });
  expect(of({ a: "1", b: "2" })).toBe(of({ b: "2", a: "1" }));
  expect(of({})).toBe(base);
});

it("differs for another resource, environment or keepers", () => {
  const others = [
    clientTokenBase("urn2", production),
    clientTokenBase("urn", { environment: "sandbox" }),
    clientTokenBase("urn", { ...production, keepers: { a: "1" } }),
    clientTokenBase("urn", { ...production, keepers: { a: "2" } }),
    clientTokenBase("urn", { ...production, keepers: { "a,1": "" } }),
  ];
  expect(new Set([base, ...others]).size).toBe(6);
});

it("reads its own ordinals and nobody else's", () => {
  expect(ordinalOf(base, clientToken(base, 12))).toBe(12);
  for (const foreign of [undefined, null, "", base, `${base}.`, `${base}.x`, `x${base}.1`, `.1`]) {
    expect(ordinalOf(base, foreign)).toBeUndefined();
  }
});

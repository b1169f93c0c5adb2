import { freshRsaPair } from "commerce-services-testkit/rsaPairs";
import { describe, expect, it, vi } from "vitest";
import * as keys from "../../../provider/keys";
import { privateKeyAt } from "../../../provider/resources/fields";

const pem = () => freshRsaPair().privateKey;

vi.mock("../../../provider/keys", { spy: true });

describe("a private key that feeds many data spaces", () => {
  it("is read once, and given back as it is", () => {
    const key = pem();
    const texts = Array.from({ length: 1_000 }, () =>
      privateKeyAt("keyPair.privateKey").parse(key),
    );
    expect(new Set(texts)).toEqual(new Set([key]));
    expect(keys.canonicalPrivateKey).toHaveBeenCalledTimes(1);
  });

  it("is repaired each time when it is not canonical, and refused each time when it is no key", () => {
    const key = pem();
    const field = privateKeyAt("keyPair.privateKey");
    const broken = key.replaceAll("\n", "\r\n");
    expect([field.parse(broken), field.parse(broken)]).toEqual([key, key]);
    expect([field.safeParse("no key").success, field.safeParse("no key").success]).toEqual([
      false,
      false,
    ]);
  });
});

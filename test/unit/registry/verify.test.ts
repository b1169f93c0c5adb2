import { json } from "commerce-services-testkit/localServer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failure, NOW, pair, refused, setUp } from "./setUp";

let rig: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  rig = await setUp();
});
afterEach(() => rig.close());

/** Accepts or refuses by turns; the last one stays. */
const turns = (...list: (string | number)[]) => {
  rig.production.state.handler = (_, response) => {
    const next = list.length > 1 ? list.shift() : list[0];
    if (typeof next === "string") json(response, 403, refused(next));
    else json(response, next ?? 200, {});
  };
};

describe("probe", () => {
  it.each([
    ["Client ID is invalid", "unknown"],
    ["JWT is invalid", "known"],
    [200, "accepted"],
  ] as const)("%s: %s", async (turn, expected) => {
    turns(turn);
    expect(await rig.registry.probe(pair)).toBe(expected);
  });

  it.each(["Client ID is missing", "JWT is required", "Something else", 500, 404])(
    "throws on %s, which says nothing of the pair",
    async (turn) => {
      turns(turn);
      expect((await failure(rig.registry.probe(pair))).code).toMatch(/^CS20(22|23|28|26|39)$/);
    },
  );

  it("takes any body of a success, but no error inside", async () => {
    rig.production.state.handler = (_, response) => response.end("pong");
    expect(await rig.registry.probe(pair)).toBe("accepted");
    rig.production.state.handler = (_, response) => json(response, 200, refused("JWT is invalid"));
    expect(await rig.registry.probe(pair)).toBe("known");
  });
});

describe("verify", () => {
  it("waits for a new pair to be accepted, at growing intervals", async () => {
    turns("Client ID is invalid", "Client ID is invalid", 200);
    await rig.registry.verify(pair);
    expect(rig.clock.slept).toEqual([188, 375]);
  });

  it("does not wait out a private key that belongs to another pair", async () => {
    turns("Client ID is invalid", "JWT is invalid");
    expect((await failure(rig.registry.verify(pair))).code).toBe("CS2021");
    expect(rig.clock.slept).toEqual([188]);
  });

  it("gives up after the verify timeout, with the last refusal", async () => {
    turns("Client ID is invalid");
    const error = await failure(rig.registry.verify(pair));
    expect(error.code).toBe("CS2036");
    expect(error.problem).toMatch(
      /^0123456789abcdef0123456789abcdef was still refused by 127\.0\.0\.1:\d+ after 60 s: publicKey .* \(CS2020\)$/,
    );
    expect(rig.clock.now() - NOW).toBe(60_000);
  });

  it("does not wait out what is no refusal", async () => {
    turns(500);
    expect((await failure(rig.registry.verify(pair))).code).toBe("CS2026");
    expect(rig.clock.slept).toEqual([]);
  });

  it("ends with the operation", async () => {
    rig.production.state.handler = (_, response) => {
      json(response, 403, refused("Client ID is invalid"));
      rig.cancel.abort();
    };
    expect((await failure(rig.registry.verify(pair))).code).toBe("CS2014");
  });
});

describe("verifyDead", () => {
  it("waits until the gateway does not know the key, which a refused signature does not say", async () => {
    turns(200, "JWT is invalid", "JWT is invalid", "Client ID is invalid");
    await rig.registry.verifyDead(pair);
    // The server's time is another, so what it refuses for its signature is signed again.
    expect(rig.clock.slept).toEqual([188, 375]);
  });

  it("says that the pair is still accepted after the verify timeout", async () => {
    const error = await failure(rig.registry.verifyDead(pair));
    expect([error.code, error.problem]).toEqual([
      "CS2037",
      `${pair.publicKey} was removed, yet ${rig.production.host} still accepted it after 60 s`,
    ]);
  });

  it("takes no fault of the service for a dead pair", async () => {
    turns(500);
    expect((await failure(rig.registry.verifyDead(pair))).code).toBe("CS2026");
  });
});

describe("probePublicKey", () => {
  it.each([
    ["JWT is required", "alive"],
    ["Client ID is invalid", "unknown"],
  ])("%s: %s", async (message, expected) => {
    turns(message);
    expect(await rig.registry.probePublicKey("production", pair.publicKey)).toBe(expected);
  });

  it.each([
    ["JWT is invalid", "CS2021"],
    [200, "CS2038"],
    [500, "CS2026"],
  ])("draws nothing from %s", async (turn, code) => {
    turns(turn);
    const probe = rig.registry.probePublicKey("production", pair.publicKey);
    expect((await failure(probe)).code).toBe(code);
  });
});

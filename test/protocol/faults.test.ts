import { inputsOf, UNKNOWN } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { make } from "./support/declare";
import { oneHost, refused } from "./support/setUp";

const started = oneHost();

/** Not a key: signing with it fails inside Node, with an error that is none of ours. */
const BROKEN =
  "-----BEGIN PRIVATE KEY-----\nc2VjcmV0IHNlY3JldCBzZWNyZXQ=\n-----END PRIVATE KEY-----\n";
const expectOurs = (outcome: { ok: boolean }) => {
  const { code, message, made } = refused(outcome as Parameters<typeof refused>[0]) as unknown as {
    code: number;
    message: string;
    made: unknown;
  };
  expect({ code, made }).toEqual({ code: 2, made: undefined });
  expect(message).toMatch(/^CS9001: /);
  expect(message).not.toContain("c2VjcmV0");
};

it("turns a fault that no rule foresaw into a coded failure, in whichever call it arises", async () => {
  const { host } = started;
  const pair = await make(host, "ApiKeyPair", "x", { environment: "production", label: "x" });
  const keyPair = { environment: "production", publicKey: pair.id, privateKey: BROKEN };
  const project = { dataSpaces: [], adopted: true, projectId: "p-1", name: "x", keyPair };
  expectOurs(await host.read("p-1", inputsOf("SaasProject", "p", project)));
  // A pair that was recorded with such a key is read by its public half: nothing is stuck for ever.
  const read = await host.read(pair.id, { ...pair.outs, privateKey: BROKEN });
  expect(read).toMatchObject({ ok: true });
});

it("says what a state lacks that was read by id or edited by hand", async () => {
  const { host } = started;
  const properties = inputsOf("ApiKeyPair", "byId", {});
  for (const outcome of [
    await host.read("0123456789abcdef", properties),
    await host.diff("0123456789abcdef", properties, properties),
    await host.delete("0123456789abcdef", properties),
  ]) {
    expect(refused(outcome).message).toMatch(/^CS9002: .*\bpublicKey\b/);
  }
});

it("answers, whatever junk it is given", async () => {
  const { host } = started;
  const junk: unknown[] = [
    null,
    0,
    -1.5,
    true,
    "",
    "x",
    [],
    [null],
    {},
    { a: { b: [UNKNOWN] } },
    UNKNOWN,
  ];
  for (const type of ["ApiKeyPair", "SaasProject", "DataSpace"] as const) {
    for (const item of junk) {
      const properties = inputsOf(type, "junk", {
        environment: item,
        label: item,
        name: item,
        supplied: item,
        keyPair: item,
        store: item,
        retired: item,
        keepers: item,
      });
      for (const call of [
        host.check({}, properties),
        host.check(properties, properties),
        host.diff("x", properties, properties),
        host.create(properties),
        host.read("x", properties),
        host.update("x", properties, properties),
        host.delete("x", properties),
      ]) {
        const outcome = await call;
        // 4 is DEADLINE_EXCEEDED, the hang; 2 is UNKNOWN, how the host passes a failure on.
        if (!outcome.ok)
          expect(outcome).toMatchObject({ code: 2, message: expect.stringMatching(/^CS\d{4}: /) });
      }
    }
  }
});

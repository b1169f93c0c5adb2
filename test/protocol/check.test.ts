import { inputsOf, secret, secretPaths, UNKNOWN } from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { fingerprint } from "../../provider/keys";
import { answered, head, oneHost } from "./support/setUp";

const started = oneHost();
const PUBLIC_KEY = "0123456789abcdef0123456789abcdef";

const supplied = async () => {
  const { publicKey, privateKey } = await started.service.issueKey("sandbox");
  return { publicKey, privateKey };
};
const check = async (...args: Parameters<typeof started.host.check>) =>
  answered(await started.host.check(...args));

it("writes what can be computed into the inputs, canonical, and marks the private key", async () => {
  const { publicKey, privateKey } = await supplied();
  const news = inputsOf("ApiKeyPair", "pair", {
    environment: "sandbox",
    label: "  shop ",
    supplied: {
      publicKey: ` ${publicKey}\n`,
      privateKey: privateKey.replaceAll("\n", "\\n"),
    },
  });
  const { inputs, failures } = await check({}, news);
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    ...news,
    label: "shop",
    supplied: { publicKey, privateKey: secret(privateKey) },
  });
});

it("names every mistake by path in the reason, never in the property, and shows no value", async () => {
  const { privateKey } = await supplied();
  const { failures } = await check(
    {},
    inputsOf("ApiKeyPair", "wrong", {
      environment: "staging",
      label: "  ",
      supplied: { publicKey: privateKey, privateKey: privateKey.slice(0, 300) },
      lable: privateKey,
    }),
  );
  expect(failures.map(({ property }) => property)).toEqual(["", "", "", "", ""]);
  expect(failures.map(({ reason }) => head(reason)).sort()).toEqual([
    "CS1005: supplied.privateKey",
    "CS1012: supplied.publicKey",
    "CS1101: lable",
    "CS1102: environment",
    "CS1103: label",
  ]);
  for (const line of privateKey.split("\n").filter((text) => text.length > 20)) {
    expect(JSON.stringify(failures)).not.toContain(line);
  }
});

it("carries unknowns through, whatever stands in their place, without a failure", async () => {
  const project = inputsOf("SaasProject", "shop", { name: UNKNOWN, keyPair: UNKNOWN });
  expect(await check({}, project)).toMatchObject({ inputs: project, failures: [] });

  const space = inputsOf("DataSpace", "live", {
    projectId: UNKNOWN,
    type: UNKNOWN,
    store: { name: UNKNOWN, role: "production" },
    keyPair: { environment: "production", publicKey: UNKNOWN, privateKey: UNKNOWN },
  });
  expect(await check({}, space)).toMatchObject({ inputs: space, failures: [] });

  const pair = inputsOf("ApiKeyPair", "pair", {
    environment: "production",
    label: UNKNOWN,
    supplied: UNKNOWN,
    retired: [PUBLIC_KEY, UNKNOWN],
  });
  expect(await check({}, pair)).toMatchObject({ inputs: pair, failures: [] });
});

it("carries an unknown private key beside an unchanged public key, as a secret", async () => {
  const { publicKey, privateKey } = await supplied();
  const keyPair = { environment: "sandbox", publicKey, privateKey };
  for (const [type, others] of [
    ["SaasProject", { name: "Shop" }],
    ["DataSpace", { projectId: "p-1", type: "Testing" }],
  ] as const) {
    const olds = inputsOf(type, "carried", { ...others, keyPair });
    const news = inputsOf(type, "carried", {
      ...others,
      keyPair: { ...keyPair, privateKey: UNKNOWN },
    });
    const { inputs, failures } = await check(olds, news);
    expect(failures).toEqual([]);
    expect(inputs.keyPair).toEqual({
      environment: "sandbox",
      publicKey,
      privateKey: secret(fingerprint(privateKey)),
    });
  }
});

it("carries no private key beside another public key, nor beside an unknown one", async () => {
  const { publicKey, privateKey } = await supplied();
  const olds = inputsOf("SaasProject", "other", {
    name: "Shop",
    keyPair: { environment: "sandbox", publicKey, privateKey },
  });
  for (const other of [PUBLIC_KEY, UNKNOWN]) {
    const keyPair = { environment: "sandbox", publicKey: other, privateKey: UNKNOWN };
    const { inputs } = await check(
      olds,
      inputsOf("SaasProject", "other", { name: "Shop", keyPair }),
    );
    expect(inputs.keyPair).toEqual(keyPair);
  }
});

it("lets the old id stand for an unknown dataSpaceId in the same project, and only there", async () => {
  const keyPair = UNKNOWN;
  const olds = inputsOf("DataSpace", "live", {
    projectId: "p-1",
    type: "Testing",
    dataSpaceId: "d-1",
    keyPair,
  });
  const carried = async (projectId: string) => {
    const news = { ...olds, projectId, dataSpaceId: UNKNOWN };
    return (await check(olds, news)).inputs.dataSpaceId;
  };
  expect(await carried("p-1")).toBe("d-1");
  expect(await carried("p-2")).toBe(UNKNOWN);
  expect(await carried(UNKNOWN)).toBe(UNKNOWN);
});

it("marks secrets at every declared path and nowhere else", async () => {
  const { publicKey, privateKey } = await supplied();
  const keyPair = { environment: "sandbox", publicKey, privateKey };
  const paths = async (...[type, inputs]: [Parameters<typeof inputsOf>[0], object]) =>
    secretPaths((await check({}, inputsOf(type, "s", { ...inputs }))).inputs);
  expect(
    await paths("ApiKeyPair", {
      environment: "sandbox",
      label: "s",
      supplied: { publicKey, privateKey },
    }),
  ).toEqual(["supplied.privateKey"]);
  expect(await paths("SaasProject", { name: "s", keyPair })).toEqual(["keyPair.privateKey"]);
  expect(await paths("DataSpace", { projectId: "p-1", type: "Testing", keyPair })).toEqual([
    "keyPair.privateKey",
  ]);
});

it("refuses what is known to be wrong beside what is not known yet", async () => {
  const { failures } = await check(
    {},
    inputsOf("DataSpace", "half", {
      projectId: UNKNOWN,
      type: "Production",
      name: "",
      store: { name: "stage", role: "staging" },
      keyPair: { environment: "both", publicKey: UNKNOWN, privateKey: UNKNOWN },
    }),
  );
  expect(failures.map(({ reason }) => head(reason)).sort()).toEqual([
    "CS1102: keyPair.environment",
    "CS1103: name",
    "CS4001: type",
  ]);
});

it("makes no call", () => {
  expect(started.service.calls()).toEqual([]);
});

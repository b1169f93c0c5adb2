import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it } from "vitest";
import { UNKNOWN } from "../../../../provider/domain/unknown";
import { fingerprint } from "../../../../provider/keys";
import { PrivateKeys } from "../../../../provider/pulumi/state/privateKeys";
import { codecOf } from "../../../../provider/pulumi/state/properties";
import { resources } from "../../../../provider/resources/table";

const { privateKey } = rsaPair();
const signedBy = (key: unknown) => ({
  name: "Shop",
  keyPair: { environment: "production", publicKey: "f".repeat(32), privateKey: key },
});

it("conceals the key to sign with, and reveals it in the same process alone", () => {
  const keys = new PrivateKeys();
  const concealed = keys.conceal(signedBy(privateKey));
  expect(concealed).toEqual(signedBy(fingerprint(privateKey)));
  expect(keys.reveal(concealed)).toEqual(signedBy(privateKey));
  expect(new PrivateKeys().reveal(concealed)).toEqual(concealed);
});

it.each([
  ["no pair", { name: "Shop" }],
  ["a pair that is not known", { name: "Shop", keyPair: UNKNOWN }],
  ["a private key that is not known", signedBy(UNKNOWN)],
  ["text that is no key, which check refuses", signedBy("no key")],
  ["a fingerprint", signedBy(fingerprint(privateKey))],
])("leaves %s as it is", (_what, properties) => {
  const keys = new PrivateKeys();
  expect(keys.conceal(properties)).toEqual(properties);
  expect(keys.reveal(properties)).toEqual(properties);
});

it("writes the fingerprint into inputs, the key into outputs, and reads it back from there", () => {
  const codec = codecOf(resources.SaasProject, new PrivateKeys());
  const inputs = codec.writeInputs(signedBy(privateKey));
  expect(JSON.stringify(inputs)).not.toContain("PRIVATE KEY");
  const state = codec.writeState(signedBy(privateKey), {});
  expect(state).toMatchObject({ keyPair: { privateKey: { value: privateKey } } });

  const ofNextRun = codecOf(resources.SaasProject, new PrivateKeys());
  expect(ofNextRun.readInputs(inputs)).toEqual(signedBy(fingerprint(privateKey)));
  ofNextRun.read(state);
  expect(ofNextRun.readInputs(inputs)).toEqual(signedBy(privateKey));
});

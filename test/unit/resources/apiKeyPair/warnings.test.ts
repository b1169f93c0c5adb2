import { expect, it } from "vitest";
import { dynamicProvider } from "../../../../provider/pulumi/dynamic/provider";
import { Operation } from "../../../../provider/pulumi/operation";
import { resources } from "../../../../provider/resources/table";
import { quietHostIo } from "../../pulumi/hostIo";

const issued = { environment: "production", label: "key", self: "urn:key" };
const supplied = { publicKey: "0123456789abcdef", privateKey: "any" };

/** The codes of the warnings that a check shows under a policy. */
async function warned(keyPolicy: string, inputs: Record<string, unknown>, olds = {}) {
  const { hostIo, shown } = quietHostIo();
  const operation = new Operation(hostIo);
  operation.configure({
    get: (key) => (key === "keyPolicy" ? keyPolicy : undefined),
    names: ["keyPolicy"],
  });
  await dynamicProvider(resources.ApiKeyPair, operation).check(olds, inputs);
  return shown.map(([, message]) => /CS\d{4}/.exec(message)?.[0]);
}

it.each([
  ["exclusive", ["CS5017"]],
  ["delete-first", ["CS5017"]],
  ["overlapping", []],
])("says under %s what a new pair does to the account's other one", async (policy, codes) => {
  expect(await warned(policy, issued)).toEqual(codes);
});

it("says nothing of a pair that is supplied, that is there already, or of an environment that is none", async () => {
  expect(await warned("exclusive", { ...issued, supplied })).toEqual([]);
  expect(await warned("exclusive", issued, issued)).toEqual([]);
  expect(await warned("exclusive", { ...issued, environment: "staging" })).toEqual([]);
});

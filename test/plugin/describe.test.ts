import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { answered, refused } from "../protocol/support/setUp";
import { onePlugin, urnOf } from "./support/setUp";

const started = onePlugin();

it("says which release it is, and serves the schema that lies beside it", async () => {
  const { plugin } = started;
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(answered(await plugin.getPluginInfo()).version).toBe(version);
  const { schema } = answered(await plugin.getSchema());
  expect(schema).toBe(readFileSync("plugin/schema.json", "utf8"));
});

it("has the engine hand values over in clear and mark again what a program made secret", async () => {
  const answer = answered(await started.plugin.handshake("127.0.0.1:1"));
  expect(answer).toMatchObject({ acceptSecrets: false, acceptResources: false });
});

it("writes its port and nothing else to its streams", () => {
  expect(started.plugin.output()).toMatch(/^\d+\n$/);
});

it("names the resources and functions it has when it is asked for another", async () => {
  const { plugin } = started;
  const urn = urnOf("ApiKeyPair", "x").replace("ApiKeyPair", "ApiKeyRack");
  expect(refused(await plugin.check(urn, {}, {}))).toMatchObject({
    code: 9,
    message: expect.stringMatching(
      /^CS1110: commerce-services:index:ApiKeyRack .*commerce-services:index:ApiKeyPair, /,
    ),
  });
  const { code, message } = refused(await plugin.invoke("commerce-services:index:getKeys", {}));
  expect([code, message.slice(0, 6)]).toEqual([9, "CS1110"]);
});

it("answers its functions, and names what is wrong with their arguments", async () => {
  const { plugin, service } = started;
  const pair = await service.issueKey("production");
  const keyPair = { environment: "production", ...pair };
  const { projectId } = service.initialize("Shop", "production");
  const { result } = answered(
    await plugin.invoke("commerce-services:index:getProjects", { keyPair }),
  );
  expect(result).toEqual({
    projects: [
      {
        projectId,
        projectName: "Shop",
        merchantId: service.merchantId,
        organizationName: expect.any(String),
      },
    ],
  });
  const spaces = answered(
    await plugin.invoke("commerce-services:index:getDataSpaces", { keyPair, projectId: "p-0" }),
  );
  expect(spaces.result).toEqual({ dataSpaces: [] });
  const wrong = answered(
    await plugin.invoke("commerce-services:index:getDataSpaces", { projectId: " ", projcet: "x" }),
  );
  expect(wrong.failures.map(({ property, reason }) => [property, reason.slice(0, 6)])).toEqual([
    ["projcet", "CS1101"],
    ["projectId", "CS1104"],
  ]);
  const { code, message } = refused(await plugin.invoke("commerce-services:index:getProjects", {}));
  expect([code, message.slice(0, 6)]).toEqual([9, "CS1108"]);
});

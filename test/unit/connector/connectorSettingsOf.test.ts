import { createPrivateKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { connectorSettingsOf } from "../../../provider/connector/connectorSettingsOf";
import type { ConnectorValues } from "../../../provider/connector/values";
import { CommerceServicesError } from "../../../provider/domain/errors";
import { pairOf } from "./pairs";

const production = pairOf("production", "a");
const sandbox = pairOf("sandbox", "b");
const project = { projectId: "9f1e0c4a-project", name: "Shop" };
const dataSpace = { dataSpaceId: "5b7d2e10-space", name: "Testing 1", type: "Testing" };

const SC = "CONFIG__DEFAULT__SERVICES_CONNECTOR__";

function refusal(values: ConnectorValues): CommerceServicesError {
  try {
    connectorSettingsOf(values);
  } catch (error) {
    if (error instanceof CommerceServicesError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("environment variables", () => {
  it("name every setting of a store with both pairs and both gateways", () => {
    const { environmentVariables } = connectorSettingsOf({
      production,
      sandbox,
      project,
      dataSpace,
      gateways: { production: "http://emulator:8787", sandbox: "https://sandbox.example/base" },
    });
    expect(environmentVariables).toEqual({
      [`${SC}PRODUCTION_GATEWAY_URL`]: "http://emulator:8787/",
      [`${SC}SANDBOX_GATEWAY_URL`]: "https://sandbox.example/base/",
      [`${SC}SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_API_KEY`]: production.publicKey,
      [`${SC}SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_PRIVATE_KEY`]: production.privateKey,
      [`${SC}SERVICES_CONNECTOR_INTEGRATION__SANDBOX_API_KEY`]: sandbox.publicKey,
      [`${SC}SERVICES_CONNECTOR_INTEGRATION__SANDBOX_PRIVATE_KEY`]: sandbox.privateKey,
      CONFIG__DEFAULT__MAGENTO_SAAS__ENVIRONMENT: "production",
      [`${SC}SERVICES_ID__PROJECT_ID`]: "9f1e0c4a-project",
      [`${SC}SERVICES_ID__PROJECT_NAME`]: "Shop",
      [`${SC}SERVICES_ID__ENVIRONMENT_ID`]: "5b7d2e10-space",
      [`${SC}SERVICES_ID__ENVIRONMENT_NAME`]: "Testing 1",
      [`${SC}SERVICES_ID__ENVIRONMENT`]: "Testing",
    });
  });

  it("choose the sandbox only where a sandbox pair is all there is", () => {
    const chosen = (pairs: Pick<ConnectorValues, "production" | "sandbox">) =>
      connectorSettingsOf({ ...pairs, project, dataSpace }).environmentVariables
        .CONFIG__DEFAULT__MAGENTO_SAAS__ENVIRONMENT;
    expect(chosen({ sandbox })).toBe("sandbox");
    expect(chosen({ production })).toBe("production");
    expect(chosen({ production, sandbox })).toBe("production");
  });

  it("leave keys, their choice and gateways to the store when none is given", () => {
    const { environmentVariables } = connectorSettingsOf({ project, dataSpace });
    expect(Object.keys(environmentVariables)).toEqual([
      `${SC}SERVICES_ID__PROJECT_ID`,
      `${SC}SERVICES_ID__PROJECT_NAME`,
      `${SC}SERVICES_ID__ENVIRONMENT_ID`,
      `${SC}SERVICES_ID__ENVIRONMENT_NAME`,
      `${SC}SERVICES_ID__ENVIRONMENT`,
    ]);
  });

  it("carry the same values under env: for Adobe Commerce on Cloud", () => {
    const { environmentVariables, cloudVariables } = connectorSettingsOf({
      production,
      project,
      dataSpace,
    });
    const prefixed = Object.entries(environmentVariables).map(([k, v]) => [`env:${k}`, v]);
    expect(cloudVariables).toEqual(Object.fromEntries(prefixed));
    // What Adobe Commerce on Cloud allows in a name besides the prefix.
    for (const name of Object.keys(cloudVariables)) expect(name).toMatch(/^env:[A-Z0-9_]+$/);
  });
});

describe("private keys", () => {
  it("reach the store as canonical PKCS#8, whichever repairable form was given", () => {
    const key = production.privateKey;
    const pkcs1 = createPrivateKey(key).export({ type: "pkcs1", format: "pem" }).toString();
    const forms = [key.replaceAll("\n", "\r\n"), key.replaceAll("\n", "\\n"), pkcs1];
    for (const privateKey of forms) {
      const { environmentVariables } = connectorSettingsOf({
        production: { ...production, privateKey },
        project,
        dataSpace,
      });
      expect(
        environmentVariables[`${SC}SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_PRIVATE_KEY`],
      ).toBe(key);
    }
  });

  it("are refused when a store encrypted them, with the slot in the path and no part of the value", () => {
    const privateKey = "0:3:c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    const error = refusal({ production: { ...production, privateKey }, project, dataSpace });
    expect(error.path).toBe("production.privateKey");
    expect(error.message).not.toContain("c2VjcmV0");
  });
});

describe("refusals", () => {
  it("CS1060: a pair of the other environment, in either slot", () => {
    const asSandbox = refusal({ sandbox: production, project, dataSpace });
    expect([asSandbox.code, asSandbox.path]).toEqual(["CS1060", "sandbox"]);
    const asProduction = refusal({ production: sandbox, project, dataSpace });
    expect([asProduction.code, asProduction.path]).toEqual(["CS1060", "production"]);
    expect(asProduction.message).not.toContain(sandbox.privateKey.slice(40, 60));
  });

  it.each([
    ["no URL at all", "emulator:8787"],
    ["another scheme", "ftp://emulator/"],
    ["a password", "https://user:hunter2@gateway.example/"],
    ["a query", "https://gateway.example/?a=b"],
    ["a bare question mark", "https://gateway.example/?"],
    ["a fragment", "https://gateway.example/#"],
    ["nothing", ""],
  ])("CS1061: a gateway with %s", (_what, url) => {
    const error = refusal({ project, dataSpace, gateways: { sandbox: url } });
    expect([error.code, error.path]).toEqual(["CS1061", "gateways.sandbox"]);
    expect(error.message).not.toContain("hunter2");
  });

  it.each<[string, Partial<ConnectorValues>]>([
    ["project.projectId", { project: { ...project, projectId: "" } }],
    ["project.name", { project: { ...project, name: "  " } }],
    ["dataSpace.dataSpaceId", { dataSpace: { ...dataSpace, dataSpaceId: "a\0b" } }],
    ["dataSpace.name", { dataSpace: { ...dataSpace, name: "a\0b" } }],
    ["dataSpace.type", { dataSpace: { ...dataSpace, type: "" } }],
    ["production.publicKey", { production: { ...production, publicKey: "" } }],
    ["production.privateKey", { production: { ...production, privateKey: "" } }],
  ])(
    "CS1062: an empty or NUL-holding %s, which would erase or cut what the store has",
    (path, values) => {
      const error = refusal({ project, dataSpace, ...values });
      expect([error.code, error.path]).toEqual(["CS1062", path]);
    },
  );

  it("CS1062: what a program without types can hand over", () => {
    const untyped: ConnectorValues = JSON.parse(
      JSON.stringify({ project, dataSpace }),
      (key, value) => (key === "dataSpaceId" ? 7 : value),
    );
    expect(refusal(untyped).problem).toBe("is not a text");
  });

  it("CS1063: a data space of another project, but only where its project is told", () => {
    const error = refusal({ project, dataSpace: { ...dataSpace, projectId: "other" } });
    expect([error.code, error.path]).toEqual(["CS1063", "dataSpace.projectId"]);
    const same = { ...dataSpace, projectId: project.projectId };
    expect(connectorSettingsOf({ project, dataSpace: same })).toEqual(
      connectorSettingsOf({ project, dataSpace }),
    );
  });
});

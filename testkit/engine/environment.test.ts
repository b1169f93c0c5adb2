import { dirname } from "node:path";
import { expect, it } from "vitest";
import { engineEnvironment } from ".";

const isolation = { engineDir: "/engine", home: "/tmp/a home", backend: "/tmp/a backend" };
const node = dirname(process.execPath);

it("replaces every setting of the user's Pulumi and of this provider, and keeps the rest", () => {
  const inherited = {
    HOME: "/home/ada",
    PATH: "/usr/bin:/bin",
    HTTPS_PROXY: "http://proxy:3128",
    PULUMI_ACCESS_TOKEN: "pul-123",
    PULUMI_BACKEND_URL: "s3://stacks",
    PULUMI_CONFIG_PASSPHRASE_FILE: "/home/ada/passphrase",
    PULUMI_HOME: "/home/ada/.pulumi",
    PULUMI_STACK: "live",
    pulumi_debug_grpc: "/tmp/log",
    COMMERCE_SERVICES_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----",
    COMMERCE_SERVICES_PORTAL_TOKEN: "t0ken",
  };
  expect(engineEnvironment({ ...isolation, passphrase: "p", inherited })).toEqual({
    HOME: "/home/ada",
    HTTPS_PROXY: "http://proxy:3128",
    PATH: `/engine:${node}:/usr/bin:/bin`,
    PULUMI_HOME: "/tmp/a home",
    PULUMI_BACKEND_URL: "file:///tmp/a backend",
    PULUMI_CONFIG_PASSPHRASE: "p",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});

it("puts the engine and this Node first, however PATH is spelled, or without any", () => {
  const path = (inherited: NodeJS.ProcessEnv) => {
    const { PATH, Path } = engineEnvironment({ ...isolation, inherited });
    return { PATH, Path };
  };
  expect(path({ Path: "/usr/bin" })).toEqual({ PATH: `/engine:${node}:/usr/bin`, Path: undefined });
  expect(path({})).toEqual({ PATH: `/engine:${node}`, Path: undefined });
});

it("does not ask for a passphrase when none is given", () => {
  expect(engineEnvironment(isolation).PULUMI_CONFIG_PASSPHRASE).toBe("");
});

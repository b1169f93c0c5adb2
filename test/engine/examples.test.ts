import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "commerce-services-emulator";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import {
  createProject,
  opsByName,
  type Project,
  type ProjectOptions,
} from "commerce-services-testkit/project";
import { afterEach, expect, it } from "vitest";

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.remove();
  await emulator.close();
});

/** The example as a user copies it, on an emulator. */
async function copyOf(example: string, { config, secrets }: Partial<ProjectOptions>) {
  const folder = join("examples", example);
  const files = Object.fromEntries(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
  const { gatewayUrl, sandboxGatewayUrl } = emulator;
  project = await createProject({
    name: example,
    program: files["index.ts"] ?? "",
    typescript: true,
    files,
    config: {
      "commerce-services:gatewayUrl": gatewayUrl,
      "commerce-services:sandboxGatewayUrl": sandboxGatewayUrl,
      "commerce-services:verifyTimeout": "5s",
      [`${example}:projectName`]: "Shop",
      ...config,
    },
    secrets,
  });
}

const prefix = "CONFIG__DEFAULT__SERVICES_CONNECTOR__SERVICES_CONNECTOR_INTEGRATION__";

it("supplied: takes pairs made by hand, and others in their place", async () => {
  emulator = await startEmulator({ keyPolicy: "overlapping" });
  const [production, sandbox] = [
    await emulator.issueKey("production"),
    await emulator.issueKey("sandbox"),
  ];
  await copyOf("supplied", {
    config: {
      "supplied:productionPublicKey": production.publicKey,
      "supplied:sandboxPublicKey": sandbox.publicKey,
    },
    secrets: {
      "supplied:productionPrivateKey": production.privateKey,
      "supplied:sandboxPrivateKey": sandbox.privateKey,
    },
  });
  expect(await project.up()).toMatchObject({ code: 0 });
  expect((await project.outputs()).environmentVariables).toMatchObject({
    [`${prefix}PRODUCTION_API_KEY`]: production.publicKey,
    [`${prefix}PRODUCTION_PRIVATE_KEY`]: production.privateKey,
    [`${prefix}SANDBOX_API_KEY`]: sandbox.publicKey,
  });
  expect(await project.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  expect(project.grepEverywhere(production.privateKey)).toEqual([]);

  const next = await emulator.issueKey("production");
  await project.setConfig(
    { "supplied:productionPublicKey": next.publicKey },
    { "supplied:productionPrivateKey": next.privateKey },
  );
  const up = await project.up();
  expect(up).toMatchObject({ code: 0 });
  expect(up.stdout).toContain(`CS5005: the supplied pair ${production.publicKey}`);
  expect((await project.outputs()).environmentVariables).toMatchObject({
    [`${prefix}PRODUCTION_API_KEY`]: next.publicKey,
    [`${prefix}PRODUCTION_PRIVATE_KEY`]: next.privateKey,
  });
});

it("rotation: another keeper makes new pairs, and deletes the old ones last", async () => {
  emulator = await startEmulator({ keyPolicy: "overlapping" });
  const { portalUrl, portalToken } = emulator;
  await copyOf("rotation", {
    config: {
      "commerce-services:portalUrl": portalUrl,
      "commerce-services:keyPolicy": "overlapping",
      "rotation:rotation": "1",
    },
    secrets: { "commerce-services:portalToken": portalToken },
  });
  expect(await project.up()).toMatchObject({ code: 0 });
  const before = await project.outputs();
  expect(before.publicKeys).toEqual(live());

  await project.setConfig({ "rotation:rotation": "2" });
  const plan = await project.previewJson("--show-replacement-steps", "--show-sames");
  expect(opsByName(plan.steps)).toEqual({
    "rotation-test": ["same"],
    production: ["create-replacement", "replace", "delete-replaced"],
    sandbox: ["create-replacement", "replace", "delete-replaced"],
    project: ["update"],
    live: ["update"],
    staging: ["update"],
  });
  expect(await project.up()).toMatchObject({ code: 0 });
  const after = await project.outputs();
  expect(after.publicKeys).toEqual(live());
  expect(after.shop).toMatchObject({ [`${prefix}PRODUCTION_API_KEY`]: live()[0] });
  expect(after.shopStaging).toMatchObject({ [`env:${prefix}PRODUCTION_API_KEY`]: live()[0] });
  expect(live().filter((key) => (before.publicKeys as string[]).includes(key))).toEqual([]);

  /** The pairs that the account takes, production first. */
  function live(): string[] {
    return (["production", "sandbox"] as const).flatMap((environment) =>
      emulator
        .keys(environment)
        .flatMap(({ publicKey, status }) => (status === "accepted" ? [publicKey] : [])),
    );
  }
});

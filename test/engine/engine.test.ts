import { engineVersion } from "commerce-services-testkit/engine";
import { isAtLeast, oldestUsableVersion } from "commerce-services-testkit/engine/versions";
import { killTree } from "commerce-services-testkit/process/processId";
import {
  createProject,
  opsByName,
  type Project,
  resourcesNamed,
} from "commerce-services-testkit/project";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { afterAll, beforeAll, expect, it } from "vitest";

const privateKey = rsaPair().privateKey;

const program = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config("commerce-services");
class Store extends pulumi.ComponentResource {
  constructor(name) {
    super("test:index:Store", name, {}, {});
    this.registerOutputs({ privateKey: config.requireSecret("privateKey") });
  }
}
new Store("madrid");
exports.privateKey = config.requireSecret("privateKey");
`;

let project: Project;
beforeAll(async () => {
  project = await createProject({
    program,
    secrets: { "commerce-services:privateKey": privateKey },
  });
});
afterAll(() => project.remove());

it("is the genuine engine, recent enough", async () => {
  const { stdout } = await project.run(["version"]);
  expect(isAtLeast(stdout.trim(), oldestUsableVersion)).toBe(true);
  expect(isAtLeast(engineVersion, oldestUsableVersion)).toBe(true);
});

it("previews, brings up, refreshes and destroys a program", async () => {
  const preview = await project.previewJson();
  expect(opsByName(preview.steps)).toEqual({ "shop-test": ["create"], madrid: ["create"] });
  expect(preview.steps[1]?.type).toBe("test:index:Store");
  expect(preview.diagnostics).toEqual([]);

  const up = await project.up();
  expect([up.code, up.stderr]).toEqual([0, ""]);
  expect(resourcesNamed(project.state(), "madrid").map(({ type }) => type)).toEqual([
    "test:index:Store",
  ]);
  expect(await project.outputs()).toEqual({ privateKey });
  const again = await project.previewJson();
  expect(again.changeSummary).toEqual({ same: 2 });
  expect((await project.refresh()).code).toBe(0);
  expect((await project.destroy()).code).toBe(0);
  expect(project.state().resources).toEqual([]);
});

it("keeps to its own home and backend", async () => {
  const { stdout } = await project.run(["whoami", "--verbose", "--json"]);
  expect(JSON.parse(stdout).url).toBe(`file://${project.backend}`);
  expect(project.env.HOME).toBe(process.env.HOME);
  expect(project.env.PULUMI_HOME).toBe(project.home);
});

it("goes on after a killed command once the stack is unlocked", async () => {
  project.write({ "index.js": "setTimeout(() => {}, 4_000);" });
  const { pid, done } = project.start(["up", "--yes", "--skip-preview"]);
  await expect.poll(project.isLocked, { timeout: 20_000 }).toBe(true);
  killTree(pid);
  expect((await done).code).toBe(undefined);

  project.write({ "index.js": program });
  expect((await project.up()).stderr).toContain("the stack is currently locked by 1 lock(s)");
  expect((await project.cancel()).code).toBe(0);
  expect((await project.up()).code).toBe(0);
});

it("keeps the secret out of every file and output, and finds it where it is planted", async () => {
  expect((await project.up()).code).toBe(0);
  expect(project.grepEverywhere(privateKey)).toEqual([]);

  project.write({ "leak.log": `it failed: ${JSON.stringify({ privateKey })}` });
  await project.run(["stack", "output", "privateKey", "--show-secrets"]);
  expect(project.grepEverywhere(privateKey)).toEqual([
    { where: `${project.dir}/leak.log`, form: "raw" },
    { where: "output of pulumi stack", form: "raw" },
  ]);
});

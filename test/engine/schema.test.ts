import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createProject, type Project } from "commerce-services-testkit/project";
import { afterAll, beforeAll, expect, it } from "vitest";

/** By its path: by name the engine would ask the registry, whatever Pulumi.yaml says. */
const PLUGIN = "plugin/pulumi-resource-commerce-services";

let project: Project;
beforeAll(async () => {
  project = await createProject({ program: "" });
});
afterAll(() => project.remove());

it("is a package schema by the engine's own rules", async () => {
  const { code, stdout, stderr } = await project.run([
    "schema",
    "check",
    resolve("plugin/schema.json"),
  ]);
  expect(code, stdout + stderr).toBe(0);
});

it("is what the engine is told by the plugin", async () => {
  const { code, json, stderr } = await project.run(["package", "get-schema", resolve(PLUGIN)]);
  expect(code, stderr).toBe(0);
  expect(json).toEqual(JSON.parse(readFileSync("plugin/schema.json", "utf8")));
});

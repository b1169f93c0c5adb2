import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loader, typeToken } from "../../provider/domain/urn";

const program = `
const { DataSpace, SaasProject } = require("pulumi-commerce-services");
const project = new SaasProject("project", { name: "Shop" });
const live = new DataSpace("live", {
  projectId: project.projectId,
  type: "Production",
  store: { name: "shop", role: "production" },
});
exports.services = live.services;
`;

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({ provider: "dynamic", program });
});
afterAll(() => stack.close());

it("imports what exists by a document without keys, and then shows no change", async () => {
  const { project, emulator } = stack;
  const pair = await emulator.issueKey("production");
  const { projectId, dataSpaces } = emulator.initialize("Shop", "production");
  const live = dataSpaces.find(({ type }) => type === "Production");
  await project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": pair.privateKey },
  );
  const entry = (
    kind: "SaasProject" | "DataSpace",
    name: string,
    id = "",
    inputs: object,
    outputs: object,
  ) => {
    const __provider = loader(kind);
    return {
      type: typeToken(kind),
      name,
      id,
      inputs: { ...inputs, __provider },
      outputs: { ...inputs, ...outputs, __provider },
    };
  };
  const store = { name: "shop", role: "production" };
  const { code, stdout, stderr } = await project.importFile({
    resources: [
      entry(
        "SaasProject",
        "project",
        projectId,
        { name: "Shop" },
        { projectId, dataSpaces: [], adopted: true },
      ),
      entry(
        "DataSpace",
        "live",
        live?.dataSpaceId,
        { projectId, type: "Production", store },
        {
          name: live?.name,
          dataSpaceId: live?.dataSpaceId,
          projectName: "Shop",
          services: [],
        },
      ),
    ],
  });
  expect([code, stderr], stdout).toEqual([0, ""]);
  // The document says what is declared; the first refresh reads the rest from the service.
  expect((await project.refresh()).code).toBe(0);
  const { changeSummary, steps } = await project.previewJson();
  expect(steps.filter(({ op }) => op !== "same")).toEqual([]);
  expect(changeSummary).toEqual({ same: 3 });
  expect((await project.up()).code).toBe(0);
  expect(((await project.outputs()).services as string[]).length).toBeGreaterThan(0);
  expect(project.grepEverywhere(pair.privateKey)).toEqual([]);
});

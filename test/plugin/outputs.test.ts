import { type Commerce, createCommerce } from "commerce-services-testkit/commerce/commerce";
import { heardInPreview, heardInRun, hearing } from "commerce-services-testkit/commerce/hearing";
import { program } from "commerce-services-testkit/commerce/program";
import { afterAll, beforeAll, expect, it } from "vitest";

/** The common program, which writes down what it is told of its resources' outputs, keys left out. */
const telling = `
${program}
${hearing}
hear("pair", pair, OUTPUTS.ApiKeyPair);
hear("project", project, OUTPUTS.SaasProject);
hear("live", live, OUTPUTS.DataSpace);
`;

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({
    provider: "native",
    program: telling,
    account: { keyPolicy: "overlapping" },
  });
});
afterAll(() => stack.close());

const ALL = 21;

/** Previews, carries it out, and compares. Gives the names of the outputs that stayed open. */
async function leftOpen(change: Readonly<Record<string, string>>): Promise<string[]> {
  const { project } = stack;
  await project.setConfig(change);
  expect((await project.preview()).code).toBe(0);
  const foretold = heardInPreview(project.dir);
  expect((await project.up()).code).toBe(0);
  const happened = heardInRun(project.dir);
  expect(Object.keys(happened)).toHaveLength(ALL);
  expect(happened).toMatchObject(foretold);
  return Object.keys(happened).filter((name) => !(name in foretold));
}

it("foretells of what is new what follows from its declaration alone", async () => {
  expect((await leftOpen({ "test:projectName": "Shop" })).sort()).toEqual([
    "live.cloudId",
    "live.dataSpaceId",
    "live.merchantId",
    "live.name",
    "live.projectName",
    "live.services",
    "pair.createdAt",
    "pair.fingerprint",
    "pair.merchantId",
    "pair.projects",
    "pair.publicKey",
    "project.adopted",
    "project.dataSpaces",
    "project.merchantId",
    "project.organizationName",
    "project.projectId",
  ]);
});

it("foretells what is relabelled and renamed, a project's new name in its data space too", async () => {
  const renamed = { "test:label": "new", "test:projectName": "Europe", "test:liveName": "Live" };
  // The project lists its data spaces by their names, which others may have changed since.
  expect(await leftOpen(renamed)).toEqual(["project.dataSpaces"]);
});

it("leaves open of a rotation what the new pair will be, and nothing of those that are given it", async () => {
  expect((await leftOpen({ "test:rotation": "2" })).sort()).toEqual([
    "pair.createdAt",
    "pair.fingerprint",
    "pair.merchantId",
    "pair.projects",
    "pair.publicKey",
    "project.dataSpaces",
  ]);
});

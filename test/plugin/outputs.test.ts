import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Commerce, createCommerce } from "../engine/stack/commerce";
import { program } from "../engine/stack/program";

/** The common program, which writes down what it is told of its resources' outputs, keys left out. */
const telling = `
${program}
const fs = require("fs");
const path = require("path");
const file = path.join(__dirname, pulumi.runtime.isDryRun() ? "foretold.json" : "happened.json");
const told = {};
const OUTPUTS = {
  pair: "publicKey label fingerprint issuer merchantId projects status createdAt",
  project: "projectId name merchantId organizationName dataSpaces adopted",
  live: "dataSpaceId name type projectName merchantId services cloudId",
};
for (const [of, names] of Object.entries(OUTPUTS)) {
  for (const name of names.split(" ")) {
    // An apply runs for what is known, and in a preview for nothing else.
    ({ pair, project, live })[of][name].apply((value) => {
      told[of + "." + name] = value;
      fs.writeFileSync(file, JSON.stringify(told));
    });
  }
}
`;

let stack: Commerce;
beforeAll(async () => {
  stack = await createCommerce({
    door: "plugin",
    program: telling,
    account: { keyPolicy: "overlapping" },
  });
});
afterAll(() => stack.close());

const ALL = 21;

/** Previews, carries it out, and compares. Gives the names of the outputs that stayed open. */
async function leftOpen(change: Readonly<Record<string, string>>): Promise<string[]> {
  const { project } = stack;
  const told = (name: string) => {
    const file = join(project.dir, name);
    const read = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    rmSync(file);
    return read;
  };
  await project.setConfig(change);
  expect((await project.preview()).code).toBe(0);
  const foretold = told("foretold.json");
  expect((await project.up()).code).toBe(0);
  const happened = told("happened.json");
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

import { failingStore } from "commerce-services-testkit/commerce/failingStore";
import type { Knobs } from "commerce-services-testkit/inProcess/program";

/** The program of testkit/inProcess/program.ts in text, its knobs in a file beside it. */
export const programWithKnobs = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, DataSpace, SaasProject } = require("pulumi-commerce-services");

const knobs = require("./knobs.json");
const { keyPair, publicKey, privateKey } = new ApiKeyPair("key", {
  environment: "production",
  label: knobs.label,
  keepers: { rotation: knobs.rotation },
});
const project = new SaasProject("project", { name: knobs.projectName, keyPair });
const { projectId } = project;
new DataSpace("live", {
  projectId,
  type: "Production",
  name: knobs.liveName,
  store: { name: "shop", role: "production" },
  keyPair,
});
if (knobs.hasStaging) {
  new DataSpace("staging", {
    projectId,
    type: "Testing",
    dataSpaceId: project.dataSpaces.apply(
      (spaces) => spaces.find(({ name }) => name === knobs.stagingSpace).dataSpaceId,
    ),
    store: { name: knobs.stagingStore, role: "staging", cloudId: knobs.cloudId },
    cleanupOnRebind: true,
    keyPair,
  });
}
${failingStore}
new Store("store", { flag, publicKey, privateKey });
`;

export const knobsFile = (knobs: Knobs) => ({ "knobs.json": JSON.stringify(knobs) });

/**
 * Loaded by every Node of a run before anything else: lets its clock be ahead, as the emulator's
 * is, and lets the n-th answer of the provider wait for ever, before the engine has saved it.
 */
export const preload = `
const fs = require("fs");
const Module = require("module");

const { TEST_CLOCK_AHEAD_MS = "0", TEST_HELD_ANSWER, TEST_HELD_FLAG } = process.env;
const now = Date.now;
Date.now = () => now() + Number(TEST_CLOCK_AHEAD_MS);

let answers = 0;
const held = (work) => async (...args) => {
  const answer = await work(...args);
  if (++answers === Number(TEST_HELD_ANSWER)) {
    fs.writeFileSync(TEST_HELD_FLAG, "");
    await new Promise(() => {});
  }
  return answer;
};
const load = Module._load;
if (TEST_HELD_ANSWER) Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request !== "pulumi-commerce-services/provider") return loaded;
  const providers = Object.entries(loaded).map(([name, provider]) => {
    const { create, read, update, delete: remove } = provider;
    const work = { create, read, update, delete: remove };
    const waiting = Object.entries(work).map(([verb, one]) => [verb, held(one)]);
    return [name, { ...provider, ...Object.fromEntries(waiting) }];
  });
  return Object.fromEntries(providers);
};
`;

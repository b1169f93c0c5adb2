/**
 * The program of every way: declares the plan with the classes that lie beside it. Two key pairs,
 * projects, and data spaces bound to stores; all sign with the production pair.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { ApiKeyPair, SaasProject, DataSpace } = require("./classes");

const plan = JSON.parse(readFileSync(join(__dirname, "plan.json"), "utf8"));
const [{ keyPair }] = plan.environments.map((environment) => {
  const rotation = environment === "production" ? plan.rotation : "1";
  return new ApiKeyPair(environment, { environment, keepers: { rotation } });
});
for (const { name, dataSpaces } of plan.projects) {
  const { projectId } = new SaasProject(name, { name, keyPair });
  for (const { name: spaceName, type, store } of dataSpaces)
    new DataSpace(store.name, { projectId, type, name: spaceName, store, keyPair });
}

/**
 * The program of every variant: declares the plan with the classes that lie beside it. Two key
 * pairs, projects, and data spaces bound to stores; all sign with the production pair.
 */
const plan = require("./plan.json");
const { ApiKeyPair, SaasProject, DataSpace } = require("./classes");

const [{ keyPair }] = ["production", "sandbox"].map((environment) => {
  const rotation = environment === "production" ? plan.rotation : "1";
  return new ApiKeyPair(environment, { environment, keepers: { rotation } });
});
for (const { name, dataSpaces } of plan.projects) {
  const { projectId } = new SaasProject(name, { name, keyPair });
  for (const { name: spaceName, type, store } of dataSpaces)
    new DataSpace(store.name, { projectId, type, name: spaceName, store, keyPair });
}

import { type Deployment, resourcesNamed } from "../project";

const FIRST_OF_EACH = { key: "ApiKeyPair", project: "SaasProject", live: "DataSpace" };

/** Where the common program declares the first resource of each kind, as the engine writes it. */
export const linesDeclared = (program: string) =>
  Object.values(FIRST_OF_EACH).map((kind) => {
    const before = program.slice(0, program.indexOf(`new ${kind}(`));
    return `project:///index.js#${before.split("\n").length}`;
  });

/** Where the engine was told that they are declared. */
export const linesRecorded = (state: Deployment) =>
  Object.keys(FIRST_OF_EACH).map((name) => {
    const [resource] = resourcesNamed(state, name);
    return resource?.sourcePosition?.split(",")[0];
  });

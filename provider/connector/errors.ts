import { defineError } from "../domain/errors";

/** CS1060: a sandbox pair given as `production`, or the reverse. */
export const pairInWrongSlot = defineError(
  "CS1060",
  {
    title: "Key pair in the wrong slot",
    when: "`connectorSettings` was given, as `production` or `sandbox`, a key pair whose `environment` is the other one. No settings are produced.",
  },
  (slot: string, environment: string) => ({
    path: slot,
    problem: `is a key pair of the environment ${JSON.stringify(environment)}`,
    fix: `Give the pair whose environment is "${slot}": each environment has its own pair, and the gateways do not know each other's.`,
  }),
);

/** CS1061: a gateway URL that a store could not use. */
export const gatewayUrlUnusable = defineError(
  "CS1061",
  {
    title: "Gateway URL that a store cannot use",
    when: "`connectorSettings` was given a gateway that is no absolute `http:` or `https:` URL, or one that carries a user name, a query or a fragment. No settings are produced.",
  },
  (slot: string) => ({
    // The URL is not repeated: it may carry a password, which is one of the reasons to be here.
    path: `gateways.${slot}`,
    problem: "is not a plain http or https URL",
    fix: "Give scheme, host and, if need be, port and path, such as http://127.0.0.1:8787/, or leave it out to use Adobe's gateway.",
  }),
);

/** CS1062: a value that no environment variable, PHP file or shell command could carry. */
export const valueUnusable = defineError(
  "CS1062",
  {
    title: "Value that cannot be put into a store's configuration",
    when: "A value given to connectorSettings is empty, blank, not a text, or holds a NUL character. An empty value would erase what the store has now; a NUL ends an environment variable or an argument early. No settings are produced.",
  },
  (path: string, problem: string) => ({
    path,
    problem,
    fix: "Give the value that the service shows for this project, data space or key pair.",
  }),
);

/** CS1063: a data space of another project than the one given beside it. */
export const dataSpaceOfAnotherProject = defineError(
  "CS1063",
  {
    title: "Data space of another project",
    when: "`connectorSettings` was given a data space whose `projectId` is not that of the project. A store would answer `Requested environment does not belong to the configured project.` No settings are produced.",
  },
  (dataSpaceProjectId: string, projectId: string) => ({
    path: "dataSpace.projectId",
    problem: `is ${JSON.stringify(dataSpaceProjectId)}, while project.projectId is ${JSON.stringify(projectId)}`,
    fix: "Give the project that the data space belongs to.",
  }),
);

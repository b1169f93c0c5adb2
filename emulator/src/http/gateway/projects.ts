import { initialize } from "../../account/projects";
import { renameProject } from "../../rules/projects";
import { json } from "../exchange";
import { nameIn } from "./bodies";
import { registryNotFound, serviceError } from "./errors";
import { listBody, rowOf } from "./rows";
import type { Signed, SignedHandler } from "./signed";

/** The signature was all there was to check; clients look at the status alone. */
export const ping: SignedHandler = ({ key }) => json(200, { status: 200 }, "ok", key.publicKey);

export const list: SignedHandler = ({ core, account, environment, key }) => ({
  status: 200,
  body: listBody(core, account, environment),
  outcome: "ok",
  publicKey: key.publicKey,
});

/** An unknown project is an empty list, not an error. */
export const read: SignedHandler = (signed) => {
  const rows = rowsOfProject(signed, ownProject(signed)?.projectId);
  return json(200, { status: 200, results: rows }, "ok", signed.key.publicKey);
};

export const initializeProject: SignedHandler = ({ core, account, environment, call, key }) => {
  const name = nameIn(call, "projectName");
  if (name === null)
    return serviceError(call, 400, "projectName is required", "bad-request", key.publicKey);
  const outcome = initialize(core, name, environment, account);
  if (!outcome.ok)
    return serviceError(
      call,
      409,
      "The account has the projects that it is entitled to",
      "project-limit",
      key.publicKey,
    );
  const { project, dataSpaces } = outcome.value;
  const results = dataSpaces.map((space) => rowOf(account, project, space));
  return json(200, { results }, "ok", key.publicKey);
};

export const rename: SignedHandler = (signed) => {
  const { core, call, key } = signed;
  const project = ownProject(signed);
  if (!project) return registryNotFound(call, key.publicKey);
  const name = nameIn(call, "projectName");
  if (name === null)
    return serviceError(call, 400, "projectName is required", "bad-request", key.publicKey);
  core.world.commit([{ kind: "project", value: renameProject(project, name, core.clock.now()) }]);
  const results = rowsOfProject(signed, project.projectId);
  return json(200, { results }, "ok", key.publicKey);
};

/** Another account's project, or one behind the other gateway, is not there. */
function ownProject({ core, account, environment, call }: Signed) {
  const project = core.world.project(call.params.projectId ?? "");
  return project?.mageId === account.mageId && project.environment === environment
    ? project
    : undefined;
}

function rowsOfProject({ core, account }: Signed, projectId: string | undefined) {
  const project = projectId === undefined ? undefined : core.world.project(projectId);
  if (!project) return [];
  return core.world.dataSpacesOf(project.projectId).map((space) => rowOf(account, project, space));
}

import type { Account } from "../rules/account";
import {
  type DataSpace,
  initializeProject,
  type Project,
  type ProjectLimit,
  projectWith,
} from "../rules/projects";
import { allowed, type DataSpaceType, type Environment, type Outcome } from "../rules/terms";
import { accountOf } from "./accounts";
import { type Core, newId } from "./core";
import type { Change } from "./world";

export interface ProjectWithSpaces {
  readonly project: Project;
  readonly dataSpaces: readonly DataSpace[];
}

export function initialize(
  core: Core,
  name: string,
  environment: Environment,
  account: Account = accountOf(core),
): Outcome<ProjectWithSpaces, ProjectLimit> {
  const existing = core.world.projectsOf(account.mageId, environment);
  const outcome = initializeProject(
    account,
    existing,
    { name, environment },
    newId,
    core.clock.now(),
  );
  return outcome.ok ? allowed(save(core, outcome.value)) : outcome;
}

/** What Support does on request: past the limit, with any data spaces. */
export function addProject(
  core: Core,
  request: { name: string; environment: Environment },
  spaces: readonly { name: string; type: DataSpaceType }[],
  account: Account = accountOf(core),
): ProjectWithSpaces {
  return save(core, projectWith(account, request, spaces, newId, core.clock.now()));
}

function save(core: Core, made: ProjectWithSpaces): ProjectWithSpaces {
  const changes: Change[] = [
    { kind: "project", value: made.project },
    ...made.dataSpaces.map((value) => ({ kind: "dataSpace" as const, value })),
  ];
  core.world.commit(changes);
  return made;
}

import { accountOf } from "../../account/accounts";
import { editionOf } from "../../rules/account";
import { ENVIRONMENTS, type Environment } from "../../rules/terms";
import { rowsOf } from "../gateway/rows";
import type { Controls } from "./controls";

/** The whole account at a glance, for people: identifiers and states, no half of any pair. */
export function overview(controls: Controls) {
  const { core, hands, faults } = controls;
  const account = accountOf(core);
  return {
    account: { ...account, edition: editionOf(account) },
    clock: { now: new Date(core.clock.now()).toISOString(), frozen: core.clock.frozen },
    environments: Object.fromEntries(
      ENVIRONMENTS.map((environment) => [environment, contentsOf(controls, environment)]),
    ),
    keys: hands.keys(),
    faults: faults.list(),
  };
}

function contentsOf({ core }: Controls, environment: Environment) {
  const account = accountOf(core);
  return {
    projects: core.world
      .projectsOf(account.mageId, environment)
      .map(({ projectId, name }) => ({ projectId, name })),
    dataSpaces: rowsOf(core, account, environment).map((row) => ({
      dataSpaceId: row.environmentId,
      projectId: row.projectId,
      name: row.environmentName,
      type: row.environmentType,
      cloudId: row.cloudId,
      featureSet: row.featureSet,
      updatedAt: row.updatedAt,
    })),
  };
}

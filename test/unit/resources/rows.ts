import type { Row } from "../../../provider/registry";

/** A row as the registry writes it, with what matters to a test. */
export const row = (
  projectId: string,
  environmentId: string,
  environmentType: string,
  environmentName: string,
  more: Partial<Row> = {},
): Row => ({
  projectId,
  projectName: `Project ${projectId}`,
  environmentId,
  environmentType,
  environmentName,
  mageId: "MAG005500000",
  ...more,
});

/** A project with the data spaces of a Commerce licence, in no order, as the service lists them. */
export const commerceProject = (projectId: string): Row[] => [
  row(projectId, `${projectId}-t2`, "Testing", "Testing 2"),
  row(projectId, `${projectId}-p`, "Production", "Production"),
  row(projectId, `${projectId}-t1`, "Testing", "Testing 1"),
];

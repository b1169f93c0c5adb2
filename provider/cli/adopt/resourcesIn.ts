import type { Row } from "../../registry";
import { byProject } from "../account/askWith";

/** A data space of the account, under the name that its resource is to have. */
export interface FoundSpace {
  readonly name: string;
  readonly row: Row;
}

/** A project of the account, with its data spaces. */
export interface FoundProject {
  readonly name: string;
  /** Of its data spaces the first: what it says of the project, all do. */
  readonly row: Row;
  readonly spaces: readonly FoundSpace[];
}

/** What the account has, each under a name of its own. Pure. */
export function resourcesIn(rows: readonly Row[]): FoundProject[] {
  const taken = new Set<string>();
  return byProject(rows).flatMap((all) => {
    const [row] = all;
    if (!row) return [];
    const name = free(slug(row.projectName) || "project", taken);
    const spaces = all.map((space) => ({
      name: free(`${name}-${slug(space.environmentName) || "space"}`, taken),
      row: space,
    }));
    return [{ name, row, spaces }];
  });
}

/** Letters and digits of the name, in words; what has neither is empty. */
const slug = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .replace(/^(?=\d)/, "p-");

function free(name: string, taken: Set<string>): string {
  let one = name;
  for (let turn = 2; taken.has(one); turn++) one = `${name}-${turn}`;
  taken.add(one);
  return one;
}

import { defineError } from "./define";

export const stateUnreadable = defineError(
  "CS9002",
  {
    title: "A resource's recorded state can't be read",
    when: "When a resource was read by id without its state, or the state was edited by hand. Nothing has been changed.",
  },
  (resource: string | undefined, paths: readonly string[]) => ({
    problem: `${resource ?? "a resource"} is recorded without ${[...new Set(paths)].join(", ")}`,
    fix: "Import it with pulumi import --file (docs/import.md), or restore the state.",
  }),
);

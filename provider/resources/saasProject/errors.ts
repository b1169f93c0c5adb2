import { defineError, defineWarning } from "../../domain/errors";

export const projectAmbiguous = defineError(
  "CS4111",
  { title: "Two projects have that name", when: "By create, before anything is changed." },
  (ids: readonly string[]) => ({
    path: "name",
    problem: `is the name of ${ids.length} projects: ${ids.join(", ")}`,
    fix: "Give projectId to say which one is meant.",
  }),
);

export const mayInitialise = defineWarning(
  "CS5020",
  {
    title: "A project may be made, for ever",
    when: "In preview and up, when a project is declared without projectId.",
  },
  (name: string) => ({
    problem: `the project ${name} is adopted; in an account that has no project at all it is made, and can never be deleted`,
    fix: "Give projectId to adopt exactly one project and never make any.",
  }),
);

export const projectReplaced = defineWarning(
  "CS5030",
  {
    title: "Another project takes the place of one",
    when: "In preview and up, when projectId names another project.",
  },
  (name: string, id: string) => ({
    path: "projectId",
    problem: `names another project than ${name} (${id}), which stays in the account: its data spaces, and the stores bound to them, leave with it`,
    fix: "Look at the rows of its data spaces: they say what each store loses.",
  }),
);

export const projectForgotten = defineWarning(
  "CS5021",
  {
    title: "A project is forgotten, not deleted",
    when: "By delete: the service has no call that deletes one.",
  },
  (id: string) => ({
    problem: `the project ${id} and its data spaces stay in the account`,
    fix: "Nothing needs to be done; declare it again to manage it again.",
  }),
);

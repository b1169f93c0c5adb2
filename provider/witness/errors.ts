import { defineError } from "../domain/errors";

export const stackUnreadable = defineError(
  "CS4131",
  {
    title: "The stack's record could not be read",
    when: "Before a pair is deleted or a data space wiped. Nothing of it was done: resources that this run did not touch may still hold it.",
  },
  (cause?: unknown) => ({
    problem:
      "a pair is to be deleted or a data space wiped, but `pulumi stack export` did not tell who still holds it",
    fix: "Make sure that pulumi is on PATH and the stack selected, then run up again.",
    cause,
  }),
);

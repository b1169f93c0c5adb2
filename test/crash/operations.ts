import type { KeyPolicy } from "commerce-services-emulator";
import { type Knobs, knobs } from "commerce-services-testkit/inProcess/program";

/** What is done to a stack, from where, and what the account must be like afterwards. */
export interface Operation {
  readonly name: string;
  /** Nothing is there before: no stack, no project. */
  readonly fromNothing?: true;
  readonly edit?: Partial<Knobs>;
  readonly run?: "destroy" | "refresh";
  /** What somebody does to the account before the run. */
  readonly outside?: "the pair is deleted";
}

export const operations: readonly Operation[] = [
  { name: "create", fromNothing: true },
  { name: "rotate", edit: { rotation: "2" } },
  {
    name: "rename",
    edit: { label: "renamed", projectName: "Outlet", liveName: "Live", cloudId: "abcdefghijklm" },
  },
  { name: "rebind", edit: { stagingSpace: "Testing 2", stagingStore: "outlet-staging" } },
  {
    name: "rotate and rebind",
    edit: { rotation: "2", liveName: "Live", stagingSpace: "Testing 2" },
  },
  { name: "refresh after the pair died", run: "refresh", outside: "the pair is deleted" },
  { name: "remove a data space", edit: { hasStaging: false } },
  { name: "destroy", run: "destroy" },
];

export const editedBy = (operation: Operation): Knobs => ({ ...knobs, ...operation.edit });

export const policies: readonly KeyPolicy[] = ["exclusive", "overlapping", "delete-first"];

import { expect, it } from "vitest";
import { toState } from "../../../../provider/resources/dataSpace/schema";
import { row } from "../rows";

const store = { name: "shop", role: "production" } as const;

it.each<[string, string | undefined, string | undefined, string | undefined]>([
  ["as it was declared", "declared", "declared", "declared"],
  ["as the service has it, where that is another one", "declared", "by-hand", "by-hand"],
  ["as it was declared, where the service shows none", "declared", undefined, "declared"],
  ["not at all where none was declared", undefined, "by-hand", undefined],
])("records a store's cloud id %s", (_what, declared, cloudId, recorded) => {
  const shown = row("p", "space", "Production", "Live", { cloudId });
  const state = toState({ store: { ...store, cloudId: declared } }, shown);
  expect(state.store).toEqual({ ...store, cloudId: recorded });
  expect(state.cloudId).toBe(cloudId);
});

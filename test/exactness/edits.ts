import type { Emulator } from "commerce-services-emulator";
import fc from "fast-check";
import type { Spaces, World } from "./world";

/** One edit of a program, or of how it is run. `text` is unlike any that came before it. */
export interface Edit {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
}

/** The edits that the measure is about; the frequent ones come more than once. */
const kinds = [
  "nothing",
  "label",
  "keepers",
  "keepers",
  "sandbox keepers",
  "project name",
  "data space name",
  "rebind testing",
  "rebind production",
  "cloud id",
  "retired",
  "via apply",
  "revision",
  "store",
  "another provider's store",
  "supplied",
] as const;

export interface Trial {
  readonly edits: readonly Edit[];
  /** How the run goes; the second preview after a failed or targeted one is a trial of its own. */
  readonly run: "whole" | "fails" | "target";
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  text: fc.stringMatching(/^[a-z]{8}$/),
});

export const trial: fc.Arbitrary<Trial> = fc.record({
  edits: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(edit) },
    { weight: 2, arbitrary: fc.tuple(edit, edit) },
  ),
  run: fc.oneof(
    { weight: 6, arbitrary: fc.constant("whole" as const) },
    { weight: 1, arbitrary: fc.constant("fails" as const) },
    { weight: 1, arbitrary: fc.constant("target" as const) },
  ),
});

/** Changes the world; what a person would do in the portal first is done in the emulator. */
export async function apply(
  { kind, text }: Edit,
  world: World,
  spaces: Spaces,
  emulator: Emulator,
): Promise<void> {
  const [key, box] = world.pairs;
  const [project] = world.projects;
  const [live, staging] = world.spaces;
  const [shop, stagingShop] = world.stores;
  if (!key || !box || !project || !live || !staging || !shop || !stagingShop) return;
  const other = (ids: readonly string[], current: string | undefined) =>
    ids.find((id) => id !== current);
  const change: Record<Edit["kind"], () => void | Promise<void>> = {
    nothing: () => {},
    label: () => {
      key.label = text;
    },
    keepers: () => {
      // The hand work that the report names: no call deletes a supplied pair.
      if (key.supplied) makeRoom(emulator);
      delete key.supplied;
      key.keepers = { rotation: text };
    },
    "sandbox keepers": () => {
      box.keepers = { rotation: text };
    },
    "project name": () => {
      project.name = text;
    },
    "data space name": () => {
      staging.name = text;
    },
    "rebind testing": () => {
      const id = other(spaces.testing, staging.dataSpaceId);
      if (id) staging.dataSpaceId = id;
      delete staging.name;
      delete staging.store.cloudId;
    },
    "rebind production": () => {
      const id = other(spaces.production, live.dataSpaceId);
      if (id) live.dataSpaceId = id;
      live.allowRebind = true;
    },
    "cloud id": () => {
      staging.store.cloudId = `cloud${text}`;
    },
    retired: () => {
      key.retired = key.retired ? undefined : ["f".repeat(32)];
    },
    "via apply": () => {
      shop.viaApply = !shop.viaApply;
      staging.viaApply = !staging.viaApply;
    },
    revision: () => {
      shop.revision = text;
    },
    store: () => {
      staging.store.name = text;
    },
    "another provider's store": () => {
      stagingShop.sandbox = stagingShop.sandbox ? undefined : "box";
    },
    supplied: async () => {
      makeRoom(emulator);
      const { publicKey, privateKey } = await emulator.issueKey("production", text);
      delete key.keepers;
      key.supplied = { publicKey, privateKey };
    },
  };
  await change[kind]();
}

/** A person deletes the pair by hand, where the account takes no second one. */
function makeRoom(emulator: Emulator): void {
  if (emulator.account().keyPolicy !== "delete-first") return;
  for (const { publicKey } of emulator.keys("production")) emulator.deleteKey(publicKey);
}

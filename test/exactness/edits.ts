import type { Person } from "./person";
import { sandboxEdits } from "./sandboxEdits";
import type { Spaces, World } from "./world";

/** What an edit changes, and by whom. */
export interface Edited {
  readonly world: World;
  readonly spaces: Spaces;
  /** What a person does in the portal before the program can be edited. */
  readonly person: Person;
  /** Unlike any text that came before it. */
  readonly text: string;
}

/** Changes the world, and answers what was done, in words for whoever reads about a miss. */
export type Apply = (edited: Edited) => string | Promise<string>;

const toggled = (present: boolean, what: string) => `${what} ${present ? "added" : "removed"}`;
const other = <T>(all: readonly T[], current: T): T =>
  all.find((one) => one !== current) ?? current;

/** Every kind of edit that the measure is about; frequent ones come more than once in the sample. */
export const edits = {
  nothing: () => "nothing",
  label({ world, text }) {
    world.key.label = text;
    return "label";
  },
  keepers({ world, person, text }) {
    // The hand work that the report names: no call deletes a supplied pair.
    if (world.key.supplied) person.makeRoom("production");
    delete world.key.supplied;
    world.key.keepers = { rotation: text };
    return "keepers";
  },
  async supplied({ world, person, text }) {
    person.makeRoom("production");
    delete world.key.keepers;
    world.key.supplied = await person.makePair("production", text);
    return "supplied pair";
  },
  retired({ world }) {
    world.key.retired = world.key.retired ? undefined : ["f".repeat(32)];
    return "retired";
  },
  "project name"({ world, text }) {
    world.project.name = text;
    return "project name";
  },
  "data space name"({ world, text }) {
    world.staging.name = text;
    return "data space name";
  },
  "rebind testing"({ world: { staging }, spaces: { testing } }) {
    staging.dataSpaceId = other([testing[0], testing[1]], staging.dataSpaceId);
    delete staging.name;
    delete staging.store.cloudId;
    return "testing store rebound";
  },
  "rebind production"({ world: { live }, spaces }) {
    live.dataSpaceId = other(spaces.production, live.dataSpaceId);
    live.allowRebind = true;
    return "production store rebound";
  },
  "cloud id"({ world, text }) {
    world.staging.store.cloudId = `cloud${text}`;
    return "cloud id";
  },
  "via apply"({ world: { stores, staging } }) {
    stores.shop.viaApply = !stores.shop.viaApply;
    staging.viaApply = !staging.viaApply;
    return "ids through apply";
  },
  revision({ world, text }) {
    world.stores.shop.revision = text;
    return "revision of a deployment";
  },
  "store name"({ world, text }) {
    world.staging.store.name = text;
    return "store name";
  },
  "sandbox use"({ world: { stores } }) {
    stores.staging.usesSandbox = !stores.staging.usesSandbox;
    return "another pair for a store";
  },
  staging({ world: { staging } }) {
    staging.present = !staging.present;
    // Its space keeps what it was told; said again, it would cost no call.
    delete staging.name;
    delete staging.store.cloudId;
    return toggled(staging.present, "data space and store");
  },
  worker({ world: { stores } }) {
    stores.worker.present = !stores.worker.present;
    return toggled(stores.worker.present, "consumer");
  },
  "sandbox pair": sandboxEdits.another,
  sandbox: sandboxEdits.own,
  "sandbox's other": sandboxEdits.other,
} satisfies Record<string, Apply>;

export type Kind = keyof typeof edits;

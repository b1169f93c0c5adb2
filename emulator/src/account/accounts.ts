import { randomUUID } from "node:crypto";
import type { Account } from "../rules/account";
import type { Core } from "./core";

/** The account of the portal, or a named other one. It is there from the start. */
export function accountOf({ world, mageId }: Core, of: string = mageId): Account {
  const account = world.account(of);
  if (!account) throw new Error(`There is no account ${of}.`);
  return account;
}

export type AccountSettings = Partial<Omit<Account, "mageId">>;

export function newAccount(mageId: string, settings: AccountSettings = {}): Account {
  return {
    mageId,
    standing: { state: "licensed", edition: "commerce" },
    keyPolicy: "exclusive",
    role: "licence-holder",
    maxProjects: 1,
    propagation: { newKeyMs: 0, deletedKeyMs: 0 },
    organizationId: randomUUID(),
    organizationName: "Emulated Organization",
    imsOrganizationId: "",
    ...settings,
  };
}

export function changeAccount(core: Core, settings: AccountSettings, of?: string): Account {
  const value = { ...accountOf(core, of), ...settings };
  core.world.commit([{ kind: "account", value }]);
  return value;
}

/** Another customer, whose keys work and see none of ours. */
export function ensureAccount(core: Core, mageId: string): Account {
  const known = core.world.account(mageId);
  if (known) return known;
  const value = newAccount(mageId, { organizationName: `Organization of ${mageId}` });
  core.world.commit([{ kind: "account", value }]);
  return value;
}

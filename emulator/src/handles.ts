import { type AccountSettings, accountOf, changeAccount, ensureAccount } from "./account/accounts";
import type { Core } from "./account/core";
import { issue, listKeys, remove } from "./account/keys";
import { addProject, initialize, type ProjectWithSpaces } from "./account/projects";
import { shown } from "./http/portal/routes";
import { editionOf, entitledDataSpaces } from "./rules/account";
import type { DataSpaceType, Environment } from "./rules/terms";

/** A pair as a person holds it after the portal's dialog: the only copy of the private key. */
export interface HandMadePair {
  readonly publicKey: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
}

export interface MadeProject {
  readonly projectId: string;
  readonly name: string;
  readonly dataSpaces: readonly {
    readonly dataSpaceId: string;
    readonly name: string;
    readonly type: DataSpaceType;
  }[];
}

/** The account did not allow what a test or a person asked for. `code` is the portal's. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";

  constructor(readonly code: string) {
    super(`The account does not allow this: ${code}.`);
  }
}

/**
 * What people do by hand on the real service: in the portal, or through Support. Tests and the
 * controls use it without a token, and a `mageId` makes another customer where none is.
 */
export function byHand(core: Core) {
  const account = (mageId?: string) =>
    mageId === undefined ? accountOf(core) : ensureAccount(core, mageId);

  return {
    /** Makes a pair in the portal's page. Key policy and client tokens hold; the role does not. */
    async issueKey(
      environment: Environment,
      label = "made by hand",
      more: { readonly mageId?: string; readonly clientToken?: string } = {},
    ): Promise<HandMadePair> {
      const request = { environment, label, clientToken: more.clientToken ?? null };
      const as = { ...account(more.mageId), role: "licence-holder" as const };
      const outcome = await issue(core, request, as);
      if (!outcome.ok) throw new NotAllowed(outcome.refusal.code);
      const { key, privateKey } = outcome.value;
      return { publicKey: key.publicKey, privateKey };
    },

    /** Deletes a pair in the portal's page. */
    deleteKey(publicKey: string): void {
      const owner = core.world.key(publicKey)?.mageId;
      const outcome = remove(core, publicKey, { ...account(owner), role: "licence-holder" });
      if (!outcome.ok) throw new NotAllowed(outcome.refusal.code);
    },

    /** The pairs that the portal lists, of both environments or of one. */
    keys: (environment: Environment | null = null) =>
      listKeys(core, environment).map((key) => shown(core, key)),

    /** Makes a project as `initialize` on the wire does: within the limit, with its data spaces. */
    initialize(
      name: string,
      environment: Environment,
      more: { readonly mageId?: string } = {},
    ): MadeProject {
      const outcome = initialize(core, name, environment, account(more.mageId));
      if (!outcome.ok) throw new NotAllowed(outcome.refusal.code);
      return made(outcome.value);
    },

    /** Makes a project as Support does: past the limit, with any data spaces. */
    addProject(request: {
      readonly name: string;
      readonly environment: Environment;
      /** Default: those that come with the licence. */
      readonly dataSpaces?: readonly { readonly name: string; readonly type: DataSpaceType }[];
      readonly mageId?: string;
    }): MadeProject {
      const owner = account(request.mageId);
      const spaces = request.dataSpaces ?? entitledDataSpaces(editionOf(owner));
      return made(addProject(core, request, spaces, owner));
    },

    account: () => accountOf(core),
    changeAccount: (settings: AccountSettings) => changeAccount(core, settings),
  };
}

const made = ({ project, dataSpaces }: ProjectWithSpaces): MadeProject => ({
  projectId: project.projectId,
  name: project.name,
  dataSpaces: dataSpaces.map(({ dataSpaceId, name, type }) => ({ dataSpaceId, name, type })),
});

import type { Core } from "../../account/core";
import type { Account } from "../../rules/account";
import type { KeyRecord } from "../../rules/keys";
import type { Environment } from "../../rules/terms";
import type { Call, Reply } from "../exchange";

/** A call whose signature holds: who signed it, and for which account. */
export interface Signed {
  readonly core: Core;
  readonly environment: Environment;
  readonly call: Call;
  readonly key: KeyRecord;
  readonly account: Account;
}

export type SignedHandler = (signed: Signed) => Reply;

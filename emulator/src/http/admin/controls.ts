import type { Core } from "../../account/core";
import type { FaultRules } from "../../faults/rules";
import type { byHand } from "../../handles";
import type { CallLog } from "../callLog";

/** What the admin API works on: the same handles that a test has in its process. */
export interface Controls {
  readonly core: Core;
  readonly faults: FaultRules;
  readonly log: CallLog;
  readonly hands: ReturnType<typeof byHand>;
  readonly reset: () => Promise<void>;
}

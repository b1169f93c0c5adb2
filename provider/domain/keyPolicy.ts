export const KEY_POLICIES = ["exclusive", "overlapping", "delete-first"] as const;

/**
 * What the account does with the old pair when a new one is made: `exclusive`, it stops at once;
 * `overlapping`, both work; `delete-first`, a second one is refused until the first is deleted.
 */
export type KeyPolicy = (typeof KEY_POLICIES)[number];

export const isKeyPolicy = (value: unknown): value is KeyPolicy =>
  KEY_POLICIES.some((policy) => policy === value);

/**
 * When a pair that is replaced stops working:
 *
 * - `portal`: before this run, when a person made the new one, or made room for it;
 * - `room`: the new one cannot be made before a person has deleted it;
 * - `making`: the moment this run has the new one made;
 * - `deletion`: when this run deletes it, before the new one is made;
 * - `last`: when this run deletes it, after every dependant has proven the new one;
 * - `person`: when a person deletes it, after this run;
 * - `dead`: long ago, as a refresh has found.
 */
export type Ending = "portal" | "room" | "making" | "deletion" | "last" | "person" | "dead";

import { randomBytes, randomUUID } from "node:crypto";
import type { VirtualClock } from "../clock";
import type { KeySource } from "../keySource";
import type { JwtRules } from "../rules/jwt";
import type { World } from "./world";

/** What every operation works with: the account's contents and everything from outside. */
export interface Core {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly keySource: KeySource;
  readonly jwt: JwtRules;
  /** The account that the portal shows. Others exist only so that tests can hold a stranger's key. */
  readonly mageId: string;
}

/** 32 lower-case hex digits, as seen on storefronts. */
export const newPublicKey = (): string => randomBytes(16).toString("hex");

export const newId = (): string => randomUUID();

/** 32 alphanumerics, as in the service's error bodies. */
export const newRequestId = (): string => randomBytes(16).toString("hex");

import type { Environment } from "../domain/keyPair";
import type { Http } from "../http/types";
import type { Account, Issued, PortalKey } from "./schemas";

export type { Account, Issued, PortalKey } from "./schemas";

export interface PortalOptions {
  http: Http;
  /** Root of the key issuing endpoint; `v1/…` is appended. */
  portalUrl: string;
  portalToken: string;
  /** The token is that of the last `up`: a refusal says so. */
  isTokenRecorded: boolean;
}

/** The key issuing endpoint that the user configured. Adobe has no public one. */
export interface Portal {
  account(): Promise<Account>;
  /** Live pairs of one environment, without their private halves. */
  keys(environment: Environment): Promise<PortalKey[]>;
  /** Makes a pair: the only time its private key is told. Never repeated: see `isOutcomeUnknown`. */
  issue(request: { environment: Environment; label: string; clientToken: string }): Promise<Issued>;
  relabel(publicKey: string, label: string): Promise<PortalKey>;
  remove(publicKey: string): Promise<"removed" | "absent">;
}

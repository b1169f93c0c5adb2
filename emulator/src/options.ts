import type { TimeSource } from "./clock";
import type { Seed } from "./documents/seed";
import type { Call, Reply } from "./http/exchange";
import type { KeySource } from "./keySource";
import type { Propagation } from "./rules/account";
import type { Edition, JwtChecks, KeyPolicy, Role } from "./rules/terms";

/** Everything may be left out: three free ports on loopback, an empty Adobe Commerce account, in memory. */
export interface EmulatorOptions {
  /** Ports of the production gateway, the sandbox gateway and the portal. 0, the default: a free one. */
  readonly gatewayPort?: number;
  readonly sandboxPort?: number;
  readonly portalPort?: number;
  /** Address to listen on. Default `127.0.0.1`; another than loopback also needs `allowRemote` and `portalToken`. */
  readonly host?: string;
  readonly allowRemote?: boolean;
  /** More names under which the portal may be called (its Host header is checked). */
  readonly allowedHosts?: readonly string[];
  /** SQLite file that keeps everything. Default: nothing outlives the process. */
  readonly data?: string;
  /** Starting contents; ignored when `data` holds some already. */
  readonly seed?: Seed;
  /** `MAG` and 9 to 11 digits. Default: the seed's, else `MAG005500000`. */
  readonly mageId?: string;
  /** Default `commerce`. */
  readonly edition?: Edition;
  /** Default `exclusive`. */
  readonly keyPolicy?: KeyPolicy;
  /** Who the portal's token belongs to. Default `licence-holder`. */
  readonly role?: Role;
  /** Default 1. */
  readonly maxProjects?: number;
  /** How long the gateway takes to learn of new and of ended pairs. Default 0. */
  readonly propagation?: Partial<Propagation>;
  /** Default `lenient`: signature, algorithm and expiry. `strict` adds the constant claims. */
  readonly jwtChecks?: JwtChecks;
  /** How far ahead a signature may expire. Default 600. */
  readonly jwtLongestLifeSeconds?: number;
  /** Bearer token of the portal and the controls. Default: a random one. */
  readonly portalToken?: string;
  /** Where the time comes from before it is frozen or advanced. Default: the computer's clock. */
  readonly clock?: TimeSource;
  /** Where RSA pairs come from. Default: RSA-2048 pairs, made ahead on another thread. */
  readonly keySource?: KeySource;
  /** How long a client may take to send its headers (its whole request: three times that). Default 10 s. */
  readonly slowClientMs?: number;
  /** How many calls the log remembers. Default 10,000. */
  readonly callsKept?: number;
  /** Sees every call and its answer, bodies included: for tests that hold them against a schema. */
  readonly onExchange?: (call: Call, reply: Reply) => void;
}

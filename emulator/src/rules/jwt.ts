import type { JwtChecks } from "./terms";

/** What the gateway asks of a token beyond its signature. */
export interface JwtRules {
  readonly checks: JwtChecks;
  /** The furthest a signature may reach. The client of record asks for 300 seconds. */
  readonly longestLifeSeconds: number;
}

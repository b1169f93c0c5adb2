/** The way out: calls with timeouts, retries and limits, for any service. */

export { createHttp } from "./client";
export type { Http, HttpOptions } from "./types";

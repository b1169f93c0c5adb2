/** The way out: calls with timeouts, retries and limits, for any service. */

export { createHttp } from "./client";
export { isOutcomeUnknown } from "./errors";
export type { Http, HttpOptions, HttpRequest, HttpResponse } from "./types";

/** The way out: calls with timeouts, retries and limits, for any service. */

export { shown } from "../domain/text";
export { createHttp } from "./client";
export { isOutcomeUnknown } from "./errors";
export type { Http, HttpOptions, HttpRequest, HttpResponse } from "./types";

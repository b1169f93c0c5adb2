/** The way out: calls with timeouts, retries and limits, for any service. */
export { createHttp } from "./createHttp";
export { isOutcomeUnknown } from "./outcome";
export { shown } from "./shown";
export type { Http, HttpOptions, HttpRequest, HttpResponse } from "./types";

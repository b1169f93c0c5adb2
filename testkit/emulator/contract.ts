import { readFileSync } from "node:fs";
import type { Call, Reply } from "commerce-services-emulator";
import { type Answered, type Asked, documented } from "./openapi";

/** Holds calls and answers against the OpenAPI files, in this process and in others. */

const GATEWAY = documented("registry.yaml");
const PORTAL = [...documented("portal.yaml"), ...documented("admin.yaml")];

/** Statuses that any call may get before its operation is looked at. */
const ANYWHERE = new Set([400, 403, 404, 405, 413]);

/** Why this exchange breaks the contract, or null. Faults break it on purpose. */
export function breach(call: Asked, reply: Answered): string | null {
  if (reply.outcome.startsWith("fault:")) return null;
  const entry = (call.listener === "portal" ? PORTAL : GATEWAY).find(
    ({ method, pattern }) => method === call.method && matches(pattern, call.path),
  );
  if (!entry) return reply.status >= 400 ? null : `${call.method} ${call.path} is not documented`;
  const wrongRequest = entry.judgeRequest(call);
  if (wrongRequest && reply.status < 400)
    return `${entry.operationId} accepted a request that its contract does not: ${wrongRequest}`;
  if (!entry.statuses.includes(String(reply.status)) && ANYWHERE.has(reply.status)) return null;
  const wrongResponse = entry.judgeResponse(reply);
  return wrongResponse && `${entry.operationId} answered ${reply.status}: ${wrongResponse}`;
}

/**
 * For tests of other packages: `startEmulator({ onExchange: holdToContract })`. What it throws ends
 * as an unhandled rejection, which fails the run.
 */
export function holdToContract(call: Call, reply: Reply): void {
  const found = breach(call, reply);
  if (found) throw new Error(found);
}

/** What `recorder.cjs` writes down in an emulator's own process, a line of JSON for each call. */
interface Recorded {
  readonly call: Omit<Asked, "query" | "body"> & {
    readonly operation: string;
    readonly query: string;
    /** Base64. */
    readonly body: string;
  };
  readonly reply: Answered;
}

/** The breaches in a recorder's file. A file that is missing was not recorded: that throws. */
export const breachesIn = (file: string): string[] =>
  recordedIn(file).flatMap(({ call, reply }) => {
    const asked = {
      ...call,
      query: new URLSearchParams(call.query),
      body: Buffer.from(call.body, "base64"),
    };
    return breach(asked, reply) ?? [];
  });

/** A line that `kill -9` cut off is no exchange: its answer was not sent whole either. */
export const recordedIn = (file: string): Recorded[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Recorded);

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(":") || segment === given[index])
  );
}

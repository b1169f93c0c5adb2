import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { newRequestId } from "../account/core";
import type { VirtualClock } from "../clock";
import { withFaults } from "../faults/apply";
import type { FaultRules } from "../faults/rules";
import type { CallLog } from "./callLog";
import type { Call, Handler, ListenerName, Reply } from "./exchange";
import { LIMITS } from "./limits";
import { BodyTooLarge, hasBody, readBody } from "./readBody";
import { makeRouter, type Route } from "./router";

/** An operation by its name in the call log, in faults and in the OpenAPI file (`operationId`). */
export interface Operation {
  readonly operation: string;
  readonly handle: Handler;
}

export interface ListenerOptions {
  readonly name: ListenerName;
  readonly routes: readonly Route<Operation>[];
  readonly clock: VirtualClock;
  readonly log: CallLog;
  readonly faults: FaultRules;
  /** Turns a request away before anything else is looked at (Host and Origin on the portal). */
  readonly gatekeeper?: (call: Call) => Reply | null;
  readonly notFound: Handler;
  readonly methodNotAllowed: (call: Call, methods: readonly string[]) => Reply | Promise<Reply>;
  /** The host's own words for a request it can't use: 400, 413 and 500. */
  readonly failure: (call: Call, status: 400 | 413 | 500, message: string) => Reply;
  readonly slowClientMs?: number;
  readonly onExchange?: (call: Call, reply: Reply) => void;
}

/** One of the three hosts: reads calls, finds their operation, answers, logs. */
export function makeListener(options: ListenerOptions): Server {
  const { name, clock, log, faults } = options;
  const find = makeRouter(options.routes);

  async function respond(call: Call, handle: Handler, response: ServerResponse): Promise<void> {
    let reply: Reply;
    try {
      reply = await withFaults(faults.take(call), clock, call, handle);
    } catch (error) {
      // The text of an unforeseen error may hold anything, so it stays inside.
      reply = { ...options.failure(call, 500, "Internal Server Error"), outcome: "internal-error" };
      process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (!isWatching(call)) log.add(call, reply);
    deliver(call, reply, response, clock);
    options.onExchange?.(call, reply);
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const { call, handle } = recognise(request);
    if (!hasBody(request)) return void respond(call, handle, response);
    readBody(request, LIMITS.bodyBytes).then(
      (body) => respond({ ...call, body }, handle, response),
      (error) => {
        if (!(error instanceof BodyTooLarge)) return void response.destroy();
        response.setHeader("Connection", "close");
        return respond(call, () => options.failure(call, 413, "Payload Too Large"), response);
      },
    );
  }

  function recognise(request: IncomingMessage): { call: Call; handle: Handler } {
    const method = request.method ?? "GET";
    const target = request.url ?? "/";
    const queryAt = target.indexOf("?");
    const path = queryAt === -1 ? target : target.slice(0, queryAt);
    const blank: Call = {
      listener: name,
      operation: "unknown",
      method,
      path,
      params: {},
      query: queryAt === -1 ? NO_QUERY : new URLSearchParams(target.slice(queryAt + 1)),
      headers: request.headers,
      body: NOTHING,
      requestId: newRequestId(),
    };
    const barred = options.gatekeeper?.(blank);
    if (barred) return { call: blank, handle: () => barred };
    const match = find(method, path);
    if (match.found === "nothing") return { call: blank, handle: options.notFound };
    if (match.found === "path")
      return { call: blank, handle: (call) => options.methodNotAllowed(call, match.methods) };
    const call = { ...blank, operation: match.target.operation };
    const params = decoded(match.params);
    if (!params) return { call, handle: (bad) => options.failure(bad, 400, "Malformed path") };
    return { call: { ...call, params }, handle: match.target.handle };
  }

  const headersTimeout = options.slowClientMs ?? LIMITS.slowClientMs;
  return createServer(
    {
      ...LIMITS.server,
      noDelay: true,
      headersTimeout,
      requestTimeout: headersTimeout * 3,
      connectionsCheckingInterval: Math.min(1_000, headersTimeout),
    },
    receive,
  );
}

/** The dashboard asks every second; a log full of that would hide what it is there to show. */
const isWatching = ({ operation, method }: Call): boolean =>
  operation === "dashboard" || (method === "GET" && operation.startsWith("admin."));

const NOTHING = Buffer.alloc(0);
const NO_QUERY = new URLSearchParams();

function decoded(params: Record<string, string>): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
  } catch {
    return null;
  }
}

function deliver(call: Call, reply: Reply, response: ServerResponse, clock: VirtualClock): void {
  const socket = response.socket;
  if (!socket || socket.destroyed) return;
  if (reply.delivery === "reset") return void reset(socket);
  const body = Buffer.from(reply.body);
  response.sendDate = false;
  response.writeHead(reply.status, {
    Date: new Date(clock.now()).toUTCString(),
    ...(reply.status === 204
      ? {}
      : { "Content-Type": reply.contentType ?? JSON_TYPE, "Content-Length": body.length }),
    "X-Request-Id": call.requestId,
    ...reply.headers,
  });
  if (reply.delivery === "truncated") {
    // The promised length never arrives: half of the body, then the end of the connection.
    response.write(body.subarray(0, body.length >> 1), () => socket.destroy());
    return;
  }
  response.end(call.method === "HEAD" || reply.status === 204 ? undefined : body);
}

const JSON_TYPE = "application/json";

/** RST, not FIN: what a client sees when the other side is killed. */
function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { parse } from "yaml";
import type { Call, Reply } from "../../src/index";

/** Holds calls and answers against the OpenAPI files. Give it to `startEmulator` as `onExchange`. */

interface Media {
  readonly schema?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, Media> };
  readonly responses: Record<string, { readonly content?: Record<string, Media>; $ref?: string }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}

/** One documented operation, ready to judge. */
export interface Documented {
  readonly method: string;
  /** With `:name` for parameters, as the routes have them. */
  readonly pattern: string;
  readonly operationId: string;
  readonly statuses: readonly string[];
  readonly judgeRequest: (body: Buffer) => string | null;
  readonly judgeResponse: (reply: Reply) => string | null;
}

const METHODS = new Set(["get", "post", "put", "patch", "delete"]);

export function documented(file: "registry.yaml" | "portal.yaml"): Documented[] {
  const path = join(__dirname, "../../openapi", file);
  const document = parse(readFileSync(path, "utf8")) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(document, file);
  const compile = (pointer: string): ValidateFunction =>
    ajv.compile({ $ref: `${file}#${pointer}` });
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => {
        const at = `/paths/${escaped(path)}/${method}`;
        return {
          method: method.toUpperCase(),
          pattern: path.replace(/\{(\w+)\}/g, ":$1"),
          operationId: operation.operationId,
          statuses: Object.keys(operation.responses),
          judgeRequest: requestJudge(operation, at, compile),
          judgeResponse: responseJudge(document, operation, at, compile),
        };
      }),
  );
}

function requestJudge(
  operation: Operation,
  at: string,
  compile: (pointer: string) => ValidateFunction,
) {
  const media = operation.requestBody?.content["application/json"];
  const validate = media?.schema
    ? compile(`${at}/requestBody/content/application~1json/schema`)
    : null;
  return (body: Buffer): string | null => {
    if (body.length === 0) return operation.requestBody?.required ? "the body is missing" : null;
    return validate ? verdict(validate, body.toString("utf8")) : null;
  };
}

function responseJudge(
  document: Document,
  operation: Operation,
  at: string,
  compile: (pointer: string) => ValidateFunction,
) {
  const judges = new Map<string, ValidateFunction | null>();
  for (const [status, response] of Object.entries(operation.responses)) {
    const pointer = response.$ref ? response.$ref.slice(1) : `${at}/responses/${status}`;
    const resolved = find(document, pointer) as typeof response;
    const media = resolved.content?.["application/json"];
    judges.set(status, media ? compile(`${pointer}/content/application~1json/schema`) : null);
  }
  return (reply: Reply): string | null => {
    const validate = judges.get(String(reply.status));
    if (validate === undefined) return `status ${reply.status} is not documented`;
    if (reply.status === 204) return reply.body === "" ? null : "204 with a body";
    return validate ? verdict(validate, reply.body) : null;
  };
}

function verdict(validate: ValidateFunction, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (validate(value)) return null;
  // The place and the rule, never the value: an answer may hold a private key.
  return (validate.errors ?? [])
    .map((error) => `${error.instancePath} ${error.message}`)
    .join("; ");
}

const escaped = (path: string): string =>
  path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");

function find(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of pointer.slice(1).split("/")) {
    const name = decodeURIComponent(step.replaceAll("~1", "/").replaceAll("~0", "~"));
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

const tables = { registry: documented("registry.yaml"), portal: documented("portal.yaml") };

/** Statuses that any call may get before its operation is looked at. */
const ANYWHERE = new Set([400, 403, 404, 405, 413]);

/** Why this exchange breaks the contract, or null. Faults break it on purpose. */
export function breach(call: Call, reply: Reply): string | null {
  if (reply.outcome.startsWith("fault:") || call.path.startsWith("/_emulator")) return null;
  const table = call.listener === "portal" ? tables.portal : tables.registry;
  const entry = table.find(
    ({ method, pattern }) => method === call.method && matches(pattern, call.path),
  );
  if (!entry) return reply.status >= 400 ? null : `${call.method} ${call.path} is not documented`;
  const wrongRequest = entry.judgeRequest(call.body);
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

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(":") || segment === given[index])
  );
}

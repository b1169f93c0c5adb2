import { z } from "zod";

import { CommerceServicesError } from "../domain/errors";
import { redact } from "../domain/redact";
import { sanitize } from "../domain/sanitize";
import { serviceText } from "../domain/text";
import * as errors from "./errors";
import type { Exchange } from "./request";

/** What the gateway says in place of an answer, whatever HTTP status it says it with. */
const SAYINGS: [RegExp, (to: errors.Answered) => CommerceServicesError][] = [
  [/client id is invalid/i, errors.clientIdInvalid],
  [/jwt is invalid/i, errors.jwtInvalid],
  [/client id is missing/i, errors.publicKeyNotReceived],
  [/jwt is required/i, errors.signatureNotReceived],
  [/ims org id not associated/i, errors.imsOrganizationMissing],
];

type Body = Record<string, unknown>;

const isObject = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The answer's JSON object; throws what the answer says if it is a refusal.
 *
 * Looks at the HTTP status, at a `status` inside the body and at an `error` inside the body: the
 * gateway's errors come without the second, the registry's faults without a `message`, and a store
 * that trusts any one of the three takes a refusal for an empty account.
 */
export function readAnswer({ response, to, call }: Exchange): Body {
  const ok = response.status >= 200 && response.status < 300;
  const parsed = parse(response.body);
  if (parsed === undefined) {
    if (ok) throw errors.notJson(to, call, response.status, contentType(response.headers));
    throw refusal(to, call, response.status, response.body.slice(0, 1000), response.headers);
  }
  if (!isObject(parsed)) {
    if (ok) throw errors.notAnObject(to, call, kindOf(parsed));
    throw refusal(to, call, response.status, "");
  }

  const message = messageOf(parsed);
  const inside = typeof parsed.status === "number" ? parsed.status : undefined;
  if (!ok) throw refusal(to, call, response.status, message);
  if (inside !== undefined && inside !== 200) throw refusal(to, call, inside, message);
  if (parsed.error)
    throw saying(to, message) ?? errors.gatewayError(to, call, serviceText(message));
  // A bare `message` is no row and no list: rows have names, not messages.
  const said = saying(to, message);
  if (said) throw said;
  return parsed;
}

/** Whether the gateway knows the public key, and not the signature: of another key, or of another time. */
export function isSignatureRefused(exchange: Exchange): boolean {
  try {
    readAnswer(exchange);
    return false;
  } catch (error) {
    return error instanceof CommerceServicesError && error.code === errors.jwtInvalid.code;
  }
}

/** Like {@link readAnswer} where the service owes no body: an empty success is fine. */
export function readAcceptance(exchange: Exchange): void {
  const { status, body } = exchange.response;
  if (status >= 200 && status < 300 && body.trim() === "") return;
  readAnswer(exchange);
}

/**
 * Whether a ping was accepted. Its body means nothing to the public connector and is written down
 * nowhere, so that under HTTP 2xx only a JSON error counts.
 */
export function readPing(exchange: Exchange): void {
  const { status, body } = exchange.response;
  if (status >= 200 && status < 300 && !isObject(parse(body))) return;
  readAnswer(exchange);
}

function refusal(
  to: errors.Answered,
  call: string,
  status: number,
  message: string,
  headers: Exchange["response"]["headers"] = {},
): CommerceServicesError {
  const said = saying(to, message);
  if (said) return said;
  if (status < 500 && status !== 404 && isPage(message, headers))
    return errors.notJson(to, call, status, contentType(headers));
  if (status === 404 && /merchant registry not found/i.test(message)) {
    return errors.registryNotFound(to, call);
  }
  if (status === 404 || status === 405) return errors.callNotFound(to, call, status);
  // Only a project's creation is ever in conflict: with the number that the account may have.
  if (status === 409) return errors.projectRefused(to, serviceText(message));
  // A page of HTML is no message; its status says enough.
  const words = message.trimStart().startsWith("<") ? "" : serviceText(message);
  if (status >= 500) return errors.registryFault(to, call, words);
  return errors.refusedOtherwise(to, call, status, words);
}

function saying(to: errors.Answered, message: string): CommerceServicesError | undefined {
  return SAYINGS.find(([pattern]) => pattern.test(message))?.[1](to);
}

/** The gateway has it in `error.message`, the registry in `message`, a fault in `error`. */
function messageOf({ error, message }: Body): string {
  const candidates = [
    isObject(error) ? error.message : error,
    message,
    isObject(error) ? error.code : "",
  ];
  return candidates.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not passed on: the reason quotes the body.
    return undefined;
  }
}

/** A page of HTML comes from something in between: the gateway speaks JSON. */
const isPage = (body: string, headers: Record<string, string>) =>
  /html/i.test(headers["content-type"] ?? "") || /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function contentType(headers: Record<string, string>): string {
  return sanitize(redact(headers["content-type"] ?? ""), { longest: 60 });
}

/** The rows of `{results: [row]}`. */
export function readRows(exchange: Exchange): Row[] {
  const { results } = readAnswer(exchange);
  if (!Array.isArray(results)) throw errors.rowsMissing(exchange.to, exchange.call);
  return results.map((value, index) => readRow(value, exchange, `results[${index}].`));
}

/** A bare row. */
export function readOneRow(exchange: Exchange): Row {
  return readRow(readAnswer(exchange), exchange, "");
}

function readRow(value: unknown, { to, call }: Exchange, at: string): Row {
  const read = row.safeParse(value);
  if (read.success) return read.data;
  // Paths alone: an issue's input could be anything.
  const fields = read.error.issues.map(({ path }) => `${at}${path.join(".")}`.replace(/\.$/, ""));
  throw errors.rowIncomplete(to, call, fields.slice(0, 5).join(", "));
}

/** Absent, null or of another type than we know: all the same to us. */
const maybe = z.string().optional().catch(undefined);

/**
 * One data space with its project and account, as the registry writes it. Five fields are relied
 * on; the rest may be missing, and what is not named here passes through.
 */
export const row = z.looseObject({
  projectId: z.string().min(1),
  projectName: z.string().min(1),
  environmentId: z.string().min(1),
  environmentName: z.string().min(1),
  /** `Production` or `Testing` today. */
  environmentType: z.string().min(1),
  mageId: maybe,
  organizationId: maybe,
  organizationName: maybe,
  imsOrganizationId: maybe,
  cloudId: maybe,
  featureSet: z.array(z.string()).optional().catch(undefined),
});

export type Row = z.infer<typeof row>;

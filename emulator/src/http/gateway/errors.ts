import { STATUS_CODES } from "node:http";
import { type Call, json, type Reply } from "../exchange";

/*
 * The error bodies of the gateway and of the registry behind it. Written out here, not shared with
 * the provider: an emulator that used the client's own types would repeat its misunderstandings
 * instead of revealing them.
 */

/** The gateway's own refusal, which has no `status` and no `message` at the top. */
const forbidden = (message: string, code: string, outcome: string): Reply =>
  json(403, { error: { code: "Forbidden", message, details: { error_code: code } } }, outcome);

/** No pair of this name, or one that was deleted or stopped. */
export const clientIdInvalid = (): Reply =>
  forbidden("Client ID is invalid", "403003", "client-id-invalid");

export const clientIdMissing = (): Reply =>
  forbidden("Client ID is missing", "403000", "client-id-missing");

/** A path that the gateway has no route for. Shape and code are assumed. */
export const noRoute = (): Reply =>
  json(
    404,
    {
      error: {
        code: "Not Found",
        message: "Resource not found",
        details: { error_code: "404000" },
      },
    },
    "no-route",
  );

/** The registry's shape, which clients judge by `status` and `message`. */
export function serviceError(
  { requestId }: Call,
  status: number,
  message: string,
  outcome: string,
  publicKey: string | null = null,
): Reply {
  const statusText = STATUS_CODES[status] ?? "Error";
  return json(status, { status, statusText, message, requestId }, outcome, publicKey);
}

export const jwtRequired = (call: Call, publicKey: string): Reply =>
  serviceError(call, 403, "JWT is required", "jwt-required", publicKey);

export const jwtInvalid = (call: Call, publicKey: string, why: string): Reply =>
  serviceError(call, 403, "JWT is invalid", `jwt-invalid:${why}`, publicKey);

/** Unknown project or data space. */
export const registryNotFound = (call: Call, publicKey: string): Reply =>
  serviceError(call, 404, "Merchant registry not found", "not-found", publicKey);

/** What the host says when something fails: a fault of its own has its text in `error`. */
export const gatewayFailure = (call: Call, status: number, message: string): Reply =>
  status === 500
    ? json(500, { status: 500, error: "Internal Server Error" }, "server-error")
    : serviceError(call, status, message, `status-${status}`);

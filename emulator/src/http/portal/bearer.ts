import { createHash, timingSafeEqual } from "node:crypto";
import type { Handler } from "../exchange";
import { portalFailure } from "./errors";

/** Lets a handler be reached only with the portal's token. */
export type Guard = (handle: Handler) => Handler;

export function bearer(token: string): Guard {
  const expected = digest(`Bearer ${token}`);
  return (handle) => (call) =>
    // Digests have one length, so the comparison tells nothing about the token's.
    timingSafeEqual(digest(call.headers.authorization ?? ""), expected)
      ? handle(call)
      : {
          ...portalFailure(call, 401, "unauthorized", "The bearer token is missing or wrong."),
          headers: { "WWW-Authenticate": "Bearer" },
        };
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

import { sign } from "node:crypto";
import { claims } from "./claims";

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const HEADER = base64url({ typ: "JWT", alg: "RS256" });

/**
 * The value of `x-gw-signature`: a JWT (RS256) that proves possession of the private key.
 *
 * Written by hand: a library would bring options for a token whose every byte is fixed.
 */
export function signature(pair: { privateKey: string }, nowMs: number): string {
  const content = `${HEADER}.${base64url(claims(nowMs))}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), pair.privateKey).toString("base64url")}`;
}

import type { KeyObject } from "node:crypto";

/**
 * Whether the numbers of an RSA private key fit each other (RFC 8017, 3.2). OpenSSL reads a key
 * with a damaged digit without a word, and then signs what nobody can verify.
 */
export function isConsistent(key: KeyObject): boolean {
  const jwk = key.export({ format: "jwk" });
  const read = (value: string | undefined) =>
    BigInt(`0x0${Buffer.from(value ?? "", "base64url").toString("hex")}`);
  const [n, e, d, p, q] = [read(jwk.n), read(jwk.e), read(jwk.d), read(jwk.p), read(jwk.q)];
  const [dp, dq, qi] = [read(jwk.dp), read(jwk.dq), read(jwk.qi)];
  return (
    p > 1n &&
    q > 1n &&
    n === p * q &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    dp === d % (p - 1n) &&
    dq === d % (q - 1n) &&
    (qi * q) % p === 1n
  );
}

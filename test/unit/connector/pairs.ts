import { generateKeyPairSync } from "node:crypto";

/** A key pair as the portal makes them: 32 hex digits and a PKCS#8 RSA key of 2048 bits. */
export function pairOf<Environment extends string>(environment: Environment, digit: string) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    environment,
    publicKey: digit.repeat(32),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

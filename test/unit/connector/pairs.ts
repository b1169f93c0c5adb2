import { rsaPair } from "commerce-services-testkit/rsaPairs";

/** A key pair as the portal makes them: 32 hex digits and a PKCS#8 RSA key of 2048 bits. */
export function pairOf<Environment extends string>(environment: Environment, digit: string) {
  return {
    environment,
    publicKey: digit.repeat(32),
    privateKey: rsaPair(Number.parseInt(digit, 16)).privateKey,
  };
}

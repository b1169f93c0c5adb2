/** Which of the account's two pairs, hence which gateway. Not a data space, not a merchant's shop. */
export type Environment = "production" | "sandbox";

/** What signs a call. Two are equal when their halves are, whatever the label. */
export interface KeyPair {
  environment: Environment;
  publicKey: string;
  /** PKCS#8 PEM. */
  privateKey: string;
}

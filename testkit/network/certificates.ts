import { generate } from "selfsigned";

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, of the private key. */
  readonly key: string;
}

/** An authority of a company's own, good for a day. */
export async function makeAuthority(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "Test authority" }], {
    keySize: 2048,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

/** A server's certificate for these names, signed by an authority. */
export async function certify(
  authority: Certificate,
  names: readonly string[],
): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: names[0] ?? "" }], {
    keySize: 2048,
    ca: authority,
    extensions: [{ name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { cert, key };
}

import { z } from "zod";
import { environment, nameAt, privateKeyAt, publicKeyAt, sealKeyAt } from "../fields";

/** What a program declares. The public face of it is `ApiKeyPairArgs`. */
export const apiKeyPairInputs = z.strictObject({
  environment,
  label: nameAt("label"),
  supplied: z
    .strictObject({
      publicKey: publicKeyAt("supplied.publicKey"),
      privateKey: privateKeyAt("supplied.privateKey").optional(),
    })
    .optional(),
  keepers: z.record(z.string(), z.string()).optional(),
  sealTo: sealKeyAt("sealTo").optional(),
  retired: z.array(publicKeyAt("retired")).optional(),
});
export type ApiKeyPairInputs = z.output<typeof apiKeyPairInputs>;

/** What is recorded; lenient, because it also reads what other releases have recorded. */
export const apiKeyPairState = z.looseObject({
  environment,
  label: z.string(),
  supplied: z.object({ publicKey: z.string(), privateKey: z.string().optional() }).optional(),
  keepers: z.record(z.string(), z.string()).optional(),
  sealTo: z.string().optional(),
  retired: z.array(z.string()).optional(),
  publicKey: z.string(),
  /** Absent from a sealed pair, and from one that was adopted by its public key alone. */
  privateKey: z.string().optional(),
  sealedPrivateKey: z.string().optional(),
  fingerprint: z.string().optional(),
  issuer: z.enum(["portal", "supplied"]),
  merchantId: z.string().optional(),
  projects: z.array(z.object({ projectId: z.string(), projectName: z.string() })),
  /**
   * Absent until the pair was verified: a create that failed there has recorded it as made.
   * `unknown`: nothing can be verified, for the private key is lost.
   */
  status: z.enum(["accepted", "refused", "unknown"]).optional(),
  createdAt: z.string(),
});
/** Beside these stands `heldBefore`, which the witness reads, and no program: witness/marks.ts. */
export type ApiKeyPairState = z.output<typeof apiKeyPairState>;

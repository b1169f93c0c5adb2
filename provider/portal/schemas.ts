import { z } from "zod";
import { KEY_POLICIES } from "../domain/keyPolicy";

const environment = z.enum(["production", "sandbox"]);

/** `GET /v1/account`. */
export const account = z.object({
  merchantId: z.string().min(1),
  /** `commerce` or `open-source` today. */
  edition: z.string(),
  keyPolicy: z.enum(KEY_POLICIES),
  role: z.enum(["licence-holder", "shared-access"]),
});

/**
 * A pair as it is listed. Fields that are not named here are dropped, so that a private key which
 * a bridge lists by mistake goes no further.
 */
export const portalKey = z.object({
  publicKey: z.string().min(1),
  environment,
  label: z.string().nullish(),
  status: z.string().nullish(),
  clientToken: z.string().nullish(),
  createdAt: z.string(),
  /** Absent: this portal doesn't say. Null: never used. The two mean different things to us. */
  lastUsedAt: z.string().nullable().optional(),
});

export const keyList = z.object({ keys: z.array(portalKey) });

/** `POST /v1/keys`, 201. Both halves, once. */
export const issued = portalKey
  .pick({ publicKey: true, environment: true, label: true, status: true })
  .extend({ privateKey: z.string().min(1), createdAt: z.string().optional() });

/** Every refusal of the portal. `publicKey` names the live pair of a used client token. */
export const refusal = z.looseObject({
  code: z.string(),
  message: z.string().optional().catch(undefined),
  requestId: z.string().optional().catch(undefined),
  publicKey: z.string().optional().catch(undefined),
});

export type Account = z.infer<typeof account>;
export type PortalKey = z.infer<typeof portalKey>;
export type Issued = z.infer<typeof issued>;
export type Refusal = z.infer<typeof refusal>;

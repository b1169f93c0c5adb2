import { z } from "zod";
import { KEY_POLICIES } from "../../provider/domain/keyPolicy";
import type { ProviderArgs } from "../../provider/sdk/native";
import type { PropertySpec } from "./spec";

/** The settings of an account, as a program or the stack's configuration writes them. */
export const settings = {
  gatewayUrl: z.string().optional(),
  sandboxGatewayUrl: z.string().optional(),
  portalUrl: z.string().optional(),
  portalToken: z.string().optional(),
  keyPolicy: z.enum(KEY_POLICIES).optional(),
  publicKey: z.string().optional(),
  privateKey: z.string().optional(),
  requestTimeout: z.string().optional(),
  maxConcurrency: z.number().optional(),
  verifyTimeout: z.string().optional(),
  merchantId: z.string().optional(),
} satisfies Record<keyof ProviderArgs, z.ZodType>;

/** Which of them are secret, and what holds where one is not given. */
export const settingTraits: Readonly<
  Partial<Record<keyof ProviderArgs, Pick<PropertySpec, "secret" | "default">>>
> = {
  gatewayUrl: { default: "https://commerce.adobe.io/" },
  sandboxGatewayUrl: { default: "https://commerce-beta.adobe.io/" },
  portalToken: { secret: true },
  keyPolicy: { default: "exclusive" },
  privateKey: { secret: true },
  requestTimeout: { default: "30s" },
  maxConcurrency: { default: 4 },
  verifyTimeout: { default: "60s" },
};

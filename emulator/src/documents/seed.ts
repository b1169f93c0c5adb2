import { z } from "zod";
import { DATA_SPACE_TYPES, EDITIONS, ENVIRONMENTS, KEY_POLICIES, ROLES } from "../rules/terms";

const name = z.string().trim().min(1).max(255);
const mageId = z.string().regex(/^MAG\d{9,11}$/, "must be MAG and 9 to 11 digits");
const ms = z.number().int().nonnegative();

const dataSpace = z.strictObject({
  dataSpaceId: z.string().min(1).max(64).optional(),
  name,
  type: z.enum(DATA_SPACE_TYPES),
  cloudId: z.string().max(255).optional(),
});

const project = z.strictObject({
  projectId: z.string().min(1).max(64).optional(),
  name,
  /** One by one, or how many of each type. Without it, those that come with the licence. */
  dataSpaces: z
    .union([
      z.array(dataSpace),
      z.strictObject({
        production: z.number().int().min(0).max(100_000).default(0),
        testing: z.number().int().min(0).max(100_000).default(0),
      }),
    ])
    .optional(),
});

const key = z.strictObject({
  publicKey: z.string().regex(/^[0-9a-f]{32}$/, "must be 32 lower-case hexadecimal digits"),
  label: name.default("seeded"),
  /** The half that verifies signatures (`openssl rsa -in key.pem -pubout`). Never the private key. */
  publicKeyPem: z
    .string()
    .regex(/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/, "must be the public half as PEM"),
  clientToken: z.string().min(1).max(255).optional(),
});

const contents = z.strictObject({
  keys: z.array(key).default([]),
  projects: z.array(project).default([]),
});

/** What an emulator starts with. Everything may be left out. */
export const seedSchema = z.strictObject({
  mageId: mageId.optional(),
  edition: z.enum(EDITIONS).optional(),
  standing: z.enum(["licensed", "unlicensed", "invoice-pending"]).default("licensed"),
  keyPolicy: z.enum(KEY_POLICIES).optional(),
  role: z.enum(ROLES).optional(),
  maxProjects: z.number().int().min(0).max(1_000).optional(),
  organizationName: name.optional(),
  imsOrganizationId: z.string().max(255).optional(),
  propagation: z.strictObject({ newKeyMs: ms.default(0), deletedKeyMs: ms.default(0) }).optional(),
  [ENVIRONMENTS[0]]: contents.optional(),
  [ENVIRONMENTS[1]]: contents.optional(),
});

/** A seed as written: what has a default may be missing. */
export type Seed = z.input<typeof seedSchema>;
/** A seed as read. */
export type FullSeed = z.output<typeof seedSchema>;

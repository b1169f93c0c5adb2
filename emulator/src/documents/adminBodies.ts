import { z } from "zod";
import { DATA_SPACE_TYPES, ENVIRONMENTS, KEY_POLICIES, ROLES } from "../rules/terms";

/** What the controls take. Strict: a misspelled field must not be a change that never happens. */

const name = z.string().trim().min(1).max(255);
const mageId = z.string().regex(/^MAG\d{9,11}$/, "must be MAG and 9 to 11 digits");
const ms = z.number().int().nonnegative();

export const accountChange = z.strictObject({
  keyPolicy: z.enum(KEY_POLICIES).optional(),
  role: z.enum(ROLES).optional(),
  maxProjects: z.number().int().min(0).max(1_000).optional(),
  propagation: z.strictObject({ newKeyMs: ms, deletedKeyMs: ms }).optional(),
});

export const handMadeKey = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  label: name.optional(),
  mageId: mageId.optional(),
});

export const supportedProject = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  name,
  dataSpaces: z.array(z.strictObject({ name, type: z.enum(DATA_SPACE_TYPES) })).optional(),
  mageId: mageId.optional(),
});

/** One thing at a time, so that the order of effects is the caller's. */
export const clockChange = z.union([
  z.strictObject({ freeze: z.literal(true) }),
  z.strictObject({ resume: z.literal(true) }),
  z.strictObject({ advanceMs: ms }),
  z.strictObject({ setTo: z.iso.datetime({ offset: true }) }),
]);

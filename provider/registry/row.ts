import { z } from "zod";

/** Absent, null or of another type than we know: all the same to us. */
const maybe = z.string().optional().catch(undefined);

/**
 * One data space with its project and account, as the registry writes it. Five fields are relied
 * on; the rest may be missing, and what is not named here passes through.
 */
export const row = z.looseObject({
  projectId: z.string().min(1),
  projectName: z.string().min(1),
  environmentId: z.string().min(1),
  environmentName: z.string().min(1),
  /** `Production` or `Testing` today. */
  environmentType: z.string().min(1),
  mageId: maybe,
  organizationId: maybe,
  organizationName: maybe,
  imsOrganizationId: maybe,
  cloudId: maybe,
  featureSet: z.array(z.string()).optional().catch(undefined),
});

export type Row = z.infer<typeof row>;

import type { PortalKey } from "../../portal";

/** Whether the portal lists the pair as one that works, or will in a moment. */
export const isLive = ({ status }: PortalKey): boolean =>
  status !== "refused" && status !== "deleted";

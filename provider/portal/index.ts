/** The key issuing endpoint that a user configured: makes, lists, relabels and removes pairs. */
export { createPortal } from "./client";
export type { Account, Issued, Portal, PortalKey } from "./types";

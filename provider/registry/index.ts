/** The merchant registry: what an account has, and whether a key pair works. */
export { createRegistry } from "./client";
export { type ServiceClocks, serviceClocks } from "./serviceClock";
export type { Registry, Row } from "./types";

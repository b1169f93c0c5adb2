/** The merchant registry: what an account has, and whether a key pair works. */
export { createRegistry } from "./client";
export type { Registry, Row } from "./types";

import type { Risk } from "../model";
import type { Rule } from "../rules";

/** A risk that was found, before anybody is asked whether it was accepted. */
export type Finding = Omit<Risk, "accepted" | "rule"> & { readonly rule: Rule };

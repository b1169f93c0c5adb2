import { bench } from "./bench";
import { screenshot } from "./screenshot";

/** `npm run bench:impact` and `npm run screenshot:impact`. */
export async function main([what]: string[]): Promise<number> {
  if (what === "bench") return bench();
  if (what === "screenshot") return screenshot();
  throw new Error("usage: node tools/bootstrap.mjs tools/impact bench|screenshot");
}

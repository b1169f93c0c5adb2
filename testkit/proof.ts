import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the long runs write their figures (docs/proof); other runs leave none behind. */
const folder = process.env.PROOF_FOLDER;

/** Keeps the figures of a run for docs/proof.md. */
export function record(name: string, figures: object): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = `${name.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}.json`;
  writeFileSync(join(folder, file), `${JSON.stringify({ name, ...figures }, undefined, 2)}\n`);
}

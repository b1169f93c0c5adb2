import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { DocumentError } from "../documents/DocumentError";
import { readSeed } from "../documents/readSeed";
import type { Seed } from "../documents/seed";

/** A seed from YAML or JSON, which is YAML too. */
export function readSeedFile(path: string): Seed {
  return readSeed(parsed(path), `The seed ${path}`);
}

function parsed(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return parse(text) ?? {};
  } catch (error) {
    const line = error instanceof Error ? error.message.split("\n")[0] : undefined;
    throw new DocumentError(`The seed ${path}`, [line ?? "is neither YAML nor JSON"]);
  }
}

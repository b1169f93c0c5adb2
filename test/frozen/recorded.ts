import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { root } from "./product";

/** `FROZEN_RECORD=1 npm run frozen` writes what the product does now; without it, it is compared. */
const isRecording = process.env.FROZEN_RECORD === "1";
const folder = join(__dirname, "recorded");

/** Compares with the file of that name in `recorded`, or writes it. */
export function expectRecorded(name: string, actual: string): void {
  const file = join(folder, name);
  expect(actual, "a private key must not be recorded").not.toMatch(/PRIVATE KEY-----/);
  if (isRecording) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  if (!existsSync(file)) throw new Error(`${name} was never recorded: see test/frozen/README.md`);
  expect(actual).toBe(readFileSync(file, "utf8"));
}

export const expectRecordedJson = (name: string, actual: unknown): void =>
  expectRecorded(name, `${JSON.stringify(actual, undefined, 2)}\n`);

/**
 * A text's digest. The text itself is kept in the cache under that name, so that a digest that
 * differs can be read: `diff` the file of the recorded digest with the file of the new one.
 */
export function digest(content: string): string {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const cache = join(root, "node_modules/.cache/commerce-services-frozen");
  mkdirSync(cache, { recursive: true });
  const file = join(cache, sha256);
  if (!existsSync(file)) writeFileSync(file, content);
  return sha256;
}

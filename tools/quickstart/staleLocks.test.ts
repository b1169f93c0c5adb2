import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clearDeadLocks } from "./staleLocks";

let backend: string;
beforeEach(() => {
  backend = mkdtempSync(join(tmpdir(), "locks-"));
});
afterEach(() => rmSync(backend, { recursive: true }));

/** A lock as the engine's file backend writes it. */
function lock(holder: { pid: number; hostname: string }): string {
  const folder = join(backend, ".pulumi/locks/organization/quickstart/local");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${holder.pid}-${holder.hostname}.json`);
  writeFileSync(file, JSON.stringify({ ...holder, username: "me" }));
  return file;
}

/** Linux gives no process a number above 4 million. */
const nobody = 2 ** 30;

it("removes the lock of a killed run, and no other", () => {
  const dead = lock({ pid: nobody, hostname: hostname() });
  const live = lock({ pid: process.pid, hostname: hostname() });
  const elsewhere = lock({ pid: nobody, hostname: "another-machine" });
  clearDeadLocks(backend);
  expect([dead, live, elsewhere].map((file) => existsSync(file))).toEqual([false, true, true]);
});

it("has nothing to do in a backend that was never used", () => {
  expect(() => clearDeadLocks(backend)).not.toThrow();
});

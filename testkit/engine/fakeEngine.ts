import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from ".";

/** A folder that passes for an engine of this version: three scripts that answer what is asked of them. */
export function fakeEngine(folder: string, version = "3.276.0"): string {
  mkdirSync(folder, { recursive: true });
  script(join(folder, "pulumi"), `echo v${version}`);
  script(join(folder, "pulumi-language-nodejs"), "exit 0");
  script(join(folder, "pulumi-resource-pulumi-nodejs"), "exit 0");
  return folder;
}

export function script(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

export const silent: Progress = { phase() {}, detail() {}, end() {} };

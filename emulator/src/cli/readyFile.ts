import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** What others need to call a running emulator. Holds the token, so only its owner may read it. */
export interface ReadyFile {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
  readonly portalToken: string;
}

/** Written beside and moved into place: whoever sees the file sees all of it. */
export function writeReadyFile(path: string, ready: ReadyFile): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}

export function readReadyFile(path: string): ReadyFile {
  return JSON.parse(readFileSync(path, "utf8")) as ReadyFile;
}

import { readFileSync, writeFileSync } from "node:fs";
import { readReadyFile } from "./readyFile";

/** Where a running emulator is found: the file that `start --ready-file` wrote. */
export interface RemoteFlags {
  readonly readyFile: string;
}

/** One call of the admin API; its answer, or an error with the emulator's own words. */
export async function control(
  { readyFile }: RemoteFlags,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { portalUrl, portalToken } = readReadyFile(readyFile);
  const response = await fetch(new URL(`_emulator/v1/${path}`, portalUrl), {
    method,
    headers: { Authorization: `Bearer ${portalToken}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error(`No emulator answers at ${portalUrl} (from ${readyFile}). Start it first.`);
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  throw new Error(
    (answer as { message?: string } | undefined)?.message ?? `HTTP ${response.status}`,
  );
}

/** Prints JSON, or writes it to a file that only its owner reads. */
export function show(value: unknown, output?: string): void {
  if (value === undefined) return;
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (output) writeFileSync(output, text, { mode: 0o600 });
  else process.stdout.write(text);
}

export function readJsonFile(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
}

import { existsSync, readFileSync, rmSync } from "node:fs";

/**
 * Deletes the sidecar of a state file, as docs/security.md#after-a-killed-run advises, if a kill has left
 * it half-written; whether it had. The file backend replaces the state itself in one step, but not the
 * `.attrs` beside it, and cannot load a stack while that is no JSON.
 */
export function mendSidecar(stateFile: string): boolean {
  const sidecar = `${stateFile}.attrs`;
  if (!existsSync(sidecar) || isJson(readFileSync(sidecar, "utf8"))) return false;
  rmSync(sidecar);
  return true;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

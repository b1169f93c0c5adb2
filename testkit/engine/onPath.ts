import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { engineFiles } from "./files";
import { type Outcome, unavailable } from "./outcome";
import { whyUnusable } from "./usable";

/** The first folder on PATH that holds a whole, usable engine; none is asked that has no CLI. */
export async function engineOnPath(path = process.env.PATH ?? ""): Promise<Outcome> {
  const { cli } = engineFiles();
  const candidates = path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && existsSync(join(folder, cli)));
  const reasons: string[] = [];
  for (const folder of new Set(candidates)) {
    const reason = await whyUnusable(folder);
    if (!reason) return { folder };
    reasons.push(reason);
  }
  return unavailable(reasons.join("; ") || "there is no pulumi");
}

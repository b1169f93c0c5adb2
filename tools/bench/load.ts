import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "../checkout";
import { runCommand } from "../command";
import type { Lane } from "./lane";

/** One start of a provider process. */
export interface Load {
  /** Until the bare host answers. */
  readonly hostMs: number;
  /** Then, until every loader of the stack is loaded. */
  readonly loadMs: number;
}

/** Starts the host by itself, as often as asked, and loads what the lane's state says. */
export async function measureLoad({ dir, env, stateText }: Lane): Promise<Load> {
  const file = join(dir, "loaders.json");
  writeFileSync(file, JSON.stringify(loadersIn(stateText())));
  const probe = join(checkoutRoot(), "tools/bench/programs/loadProbe.js");
  const { code, stdout, stderr } = await runCommand(process.execPath, [probe, file], {
    cwd: dir,
    env,
  });
  if (code !== 0) throw new Error(`the provider host did not load:\n${stderr}`);
  return JSON.parse(stdout) as Load;
}

interface State {
  readonly checkpoint: {
    readonly latest: {
      readonly resources: readonly { readonly inputs?: { __provider?: string } }[];
    };
  };
}

/** The different texts that stand as `__provider`; the stock way has its code there. */
export function loadersIn(state: string): string[] {
  const { resources } = (JSON.parse(state) as State).checkpoint.latest;
  const texts = resources.map(({ inputs }) => inputs?.__provider);
  return [...new Set(texts.filter((text) => typeof text === "string"))];
}

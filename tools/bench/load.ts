import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { runCommand } from "commerce-services-testkit/process/command";
import type { Lane } from "./lane";

/** One start of a provider process. */
export interface Load {
  /** Until it says where it listens. The plugin has loaded everything by then. */
  readonly hostMs: number;
  /** Of the dynamic host: then, until every loader of the stack is loaded. */
  readonly loadMs?: number | undefined;
}

/** Starts the provider process by itself; the dynamic host then loads what the lane's state says. */
export async function measureLoad({ way, dir, env, stateText }: Lane): Promise<Load> {
  const file = join(dir, "loaders.json");
  writeFileSync(file, JSON.stringify(loadersIn(stateText())));
  const probe = way === "plugin" ? "pluginProbe.js" : "loadProbe.js";
  const script = join(checkoutRoot(), "tools/bench/programs", probe);
  const { code, stdout, stderr } = await runCommand(process.execPath, [script, file], {
    cwd: dir,
    env,
  });
  if (code !== 0) throw new Error(`the provider process did not start:\n${stderr}`);
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

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { engineVersion } from "./versions";

export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

export const thisMachine = (): Machine => ({
  env: process.env,
  home: homedir(),
  platform: process.platform,
  arch: process.arch,
});

/** Where programs of this user keep what can be made anew. */
function userCache({ env, home, platform }: Machine): string {
  // The XDG specification: a relative path is to be ignored.
  if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return env.XDG_CACHE_HOME;
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return env.LOCALAPPDATA ?? join(home, "AppData", "Local");
  return join(home, ".cache");
}

/** The folder of the engine set up for this user: one per version and platform, shared by checkouts. */
export function cachedEngine(machine: Machine = thisMachine()): string {
  const { platform, arch } = machine;
  const name = `${engineVersion}-${platform}-${arch}`;
  return join(userCache(machine), "pulumi-commerce-services", "engine", name);
}

import { delimiter, dirname } from "node:path";

export interface EngineIsolation {
  /** The folder that `setUpEngine` answered. */
  readonly engineDir: string;
  /** Stands in for `~/.pulumi`: logins, plugins, workspaces, logs. Need not exist. */
  readonly home: string;
  /** The folder that holds the stacks; it must exist. */
  readonly backend: string;
  /** Of the stacks' secrets; may be empty. */
  readonly passphrase?: string;
  /** What is passed on, cleaned: this process's environment, unless given. */
  readonly inherited?: NodeJS.ProcessEnv;
}

/**
 * Settings of the user's own Pulumi (a token, a backend, a policy pack) or of this provider (a
 * real portal's token) must not reach a test or the quick start.
 */
const foreign = /^(PULUMI|COMMERCE_SERVICES)_/i;

/**
 * The environment in which a `pulumi` command touches nothing of the user's: not the login, the
 * home, the stacks, nor the configuration of this provider. The engine and this Node come first
 * on PATH, since the engine looks up both the language host and `node` there.
 */
export function engineEnvironment({
  engineDir,
  home,
  backend,
  passphrase = "",
  inherited = process.env,
}: EngineIsolation): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    // On Windows the variable is spelled Path.
    ([name]) => !foreign.test(name) && name.toUpperCase() !== "PATH",
  );
  const path = Object.entries(inherited).find(([name]) => name.toUpperCase() === "PATH")?.[1];
  return {
    ...Object.fromEntries(kept),
    PATH: [engineDir, dirname(process.execPath), ...(path ? [path] : [])].join(delimiter),
    PULUMI_HOME: home,
    // Not a true URL: Pulumi takes what follows the slashes as a path, blanks and all.
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandOptions, runCommand } from "../process/command";
import { engineEnvironment } from "./environment";
import { engineFiles } from "./files";
import { isAtLeast, oldestUsableVersion } from "./versions";

/** Generous, as the machine may be busy: a good engine taken for a bad one costs minutes. */
const timeoutMs = 60_000;

/** Why the engine in this folder cannot be used; undefined when it can. Runs both programs. */
export async function whyUnusable(folder: string): Promise<string | undefined> {
  const files = engineFiles();
  const missing = Object.values(files).find((file) => !existsSync(join(folder, file)));
  if (missing) return `${missing} is missing in ${folder}`;

  // Even `pulumi version` writes a log into its home.
  const home = await mkdtemp(join(tmpdir(), "commerce-services-engine-"));
  const options: CommandOptions = {
    env: engineEnvironment({ engineDir: folder, home, backend: home }),
    timeoutMs,
  };
  try {
    const cli = join(folder, files.cli);
    const { code, stdout } = await runCommand(cli, ["version"], options);
    if (code !== 0) return `${cli} does not run`;
    const version = stdout.trim();
    if (!isAtLeast(version, oldestUsableVersion))
      return `${cli} is ${version}, older than ${oldestUsableVersion}`;

    // Without an engine's address it can only be asked for its usage (exit code 0, or 2 from old flag parsers).
    const host = join(folder, files.languageHost);
    const usage = await runCommand(host, ["-help"], options);
    if (usage.code !== 0 && usage.code !== 2) return `${host} does not run`;
    return undefined;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

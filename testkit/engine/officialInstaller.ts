import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutRoot } from "../checkout";
import { runCommand } from "../process/command";
import { engineEnvironment } from "./environment";
import { engineFiles } from "./files";
import type { Progress } from "./progress";
import { engineVersion } from "./versions";

const probeTimeoutMs = 4_000;
/** About 100 MB over a slow line; a working but hopeless connection must not keep one waiting for ever. */
const installTimeoutMs = 180_000;

/** The very file that the installer will download last: if it answers, so will the script before it. */
export function releaseUrl(platform: NodeJS.Platform, arch: string): string {
  const os = platform === "win32" ? "windows" : platform;
  const ending = platform === "win32" ? "zip" : "tar.gz";
  return `https://get.pulumi.com/releases/sdk/pulumi-v${engineVersion}-${os}-${arch}.${ending}`;
}

/** Answers why the server gives no release, or undefined. One call, given up within seconds. */
export async function whyUnreachable(
  url: string,
  timeoutMs = probeTimeoutMs,
): Promise<string | undefined> {
  const host = new URL(url).host;
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(timeoutMs) });
    return answer.ok ? undefined : `${host} answered ${answer.status}`;
  } catch (e) {
    const { cause, message } = e as Error & { cause?: Error };
    return `${host} could not be reached (${cause?.message || message})`;
  }
}

/** What is asked for, what is run, and for how long. */
const official = {
  url: releaseUrl(process.platform, process.arch),
  script: join(checkoutRoot(), "testkit", "engine", "install-pulumi.mjs"),
  timeoutMs: installTimeoutMs,
};

/** Installs the engine's files into a folder that exists. Answers why it could not, or undefined. */
export async function installOfficially(
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
  { url, script, timeoutMs } = official,
): Promise<string | undefined> {
  progress.phase("Asking for Pulumi's official installer");
  const unreachable = await whyUnreachable(url);
  if (unreachable) return unreachable;

  progress.phase(`Installing Pulumi ${engineVersion}`);
  const root = await mkdtemp(join(folder, "install-"));
  const home = await mkdtemp(join(tmpdir(), "commerce-services-engine-"));
  try {
    const { code, stderr } = await runCommand(process.execPath, [script, root, engineVersion], {
      // The installer ends by asking the new CLI for its version, which writes into its home.
      env: engineEnvironment({ engineDir: root, home, backend: home }),
      timeoutMs,
      group: true,
      signal,
    });
    if (code === undefined) return `it was ended after ${timeoutMs / 1000} s`;
    if (code !== 0) return `it failed: ${stderr.trim().split("\n").slice(-3).join(" ")}`;
    for (const file of Object.values(engineFiles())) {
      const installed = join(root, "bin", file);
      if (!existsSync(installed)) return `it brought no ${file}`;
      await rename(installed, join(folder, file));
    }
    return undefined;
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  }
}

import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { cachedEngine } from "./cache";
import { buildFromGoModules } from "./goModules";
import { withLock } from "./lock";
import { installOfficially } from "./officialInstaller";
import { engineOnPath } from "./onPath";
import { firstThatWorks, type Outcome, unavailable, type Way } from "./outcome";
import { type Progress, showProgress } from "./progress";
import { whyUnusable } from "./usable";
import { oldestGoVersion, oldestUsableVersion } from "./versions";

/** Puts the engine's three files into a folder; answers why it could not, or undefined. */
export type Fill = (
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
) => Promise<string | undefined>;

export interface SetUpOptions {
  readonly progress?: Progress;
  /** Ends what was begun and clears it away. */
  readonly signal?: AbortSignal;
  /** Where to look first: PATH, unless given. */
  readonly path?: string;
  /** Where it is kept once made: this user's cache, unless given. */
  readonly target?: string;
  /** How it is made, by name, best first. */
  readonly sources?: Readonly<Record<string, Fill>>;
}

const allSources = {
  "Pulumi's installer": installOfficially,
  "building from Go modules": buildFromGoModules,
};

/**
 * The folder that holds the genuine Pulumi engine, set up if need be: the one on PATH, else the
 * one set up earlier for this user, else Pulumi's own release, else one built from its Go modules.
 * Throws a text for people when none can be had.
 */
export async function setUpEngine({
  progress = showProgress(),
  signal,
  path,
  target = cachedEngine(),
  sources = allSources,
}: SetUpOptions = {}): Promise<string> {
  const setUpEarlier: Way = { name: "set up earlier", attempt: () => cached(target) };
  const fresh = Object.entries(sources).map(([name, fill]) => ({
    name,
    attempt: () => makeCached(target, fill, progress, signal),
  }));
  try {
    const found = await firstThatWorks([
      { name: "pulumi on PATH", attempt: () => engineOnPath(path) },
      setUpEarlier,
    ]);
    if ("folder" in found) return found.folder;

    const made = await withLock(
      `${target}.lock`,
      // Another process may have made it while this one waited.
      async () => {
        const earlier = await cached(target);
        return "folder" in earlier ? earlier : firstThatWorks(fresh);
      },
      {
        signal,
        onWait: () => progress.phase("Waiting for another process that sets the engine up"),
      },
    );
    if ("folder" in made) return made.folder;
    throw new Error(adviceAfter(found.because, made.because));
  } finally {
    progress.end();
  }
}

async function cached(target: string): Promise<Outcome> {
  const reason = await whyUnusable(target);
  return reason ? unavailable(reason) : { folder: target };
}

/** Made beside its place and moved there in one step, so that nobody ever meets half an engine. */
export async function makeCached(
  target: string,
  fill: Fill,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Outcome> {
  const parent = dirname(target);
  const prefix = `${basename(target)}.new-`;
  // Left by a killed run. Whoever is here holds the lock, so nobody works in them.
  for (const name of await readdir(parent))
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });

  const folder = await mkdtemp(join(parent, prefix));
  try {
    const reason = (await fill(folder, progress, signal)) ?? (await whyUnusable(folder));
    signal?.throwIfAborted();
    if (reason) return unavailable(reason);
    await rm(target, { recursive: true, force: true });
    await rename(folder, target);
    return { folder: target };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function adviceAfter(...reasons: readonly string[]): string {
  return `The Pulumi engine could not be set up.
${reasons.join("\n")}
Install one of these, then run this again:
  - Pulumi ${oldestUsableVersion} or newer: https://www.pulumi.com/docs/install/
  - Go ${oldestGoVersion} or newer, to build it from source: https://go.dev/dl/`;
}

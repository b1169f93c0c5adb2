import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";

/** Where a quick start keeps what: all in one folder, which may be removed to begin anew. */
export interface Folders {
  readonly state: string;
  /** Holds the Pulumi.yaml. */
  readonly project: string;
  readonly home: string;
  readonly backend: string;
  /** The settings files of the stores. */
  readonly stores: string;
}

export function makeFolders(state: string): Folders {
  const folders = {
    state,
    project: projectIn(state),
    home: join(state, "pulumi-home"),
    backend: join(state, "pulumi-state"),
    stores: join(state, "stores"),
  };
  // Private keys lie below: in the stores' settings in clear, as a store needs them.
  for (const folder of [state, folders.home, folders.backend, folders.stores])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (folders.project !== checkoutRoot()) writeProject(folders.project);
  return folders;
}

/** The checkout's root, whose Pulumi.yaml names `.quickstart`; other state needs a Pulumi.yaml beside it. */
function projectIn(state: string): string {
  return state === join(checkoutRoot(), ".quickstart") ? checkoutRoot() : state;
}

function writeProject(folder: string): void {
  const root = readFileSync(join(checkoutRoot(), "Pulumi.yaml"), "utf8");
  const program = JSON.stringify(join(checkoutRoot(), "examples", "quickstart"));
  const moved = root
    .replace(/^main: .*$/m, () => `main: ${program}`)
    .replace(/^stackConfigDir: .*$/m, "stackConfigDir: .");
  writeFileSync(join(folder, "Pulumi.yaml"), moved);
}

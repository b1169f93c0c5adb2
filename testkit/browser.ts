import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { runCommandSync } from "./process/command";

/** Names under which a real Chromium is commonly installed. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A headless Chromium: one that is there, or else one installed now. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = found() ?? installed();
  // The sandbox needs privileges that containers do not give; the only page opened is our own.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

function found(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, chromium.executablePath()].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own download, else the system's package where we may install one. */
function installed(): string {
  const cli = join(
    dirname(createRequire(__filename).resolve("playwright-core/package.json")),
    "cli.js",
  );
  const install = ["install", "-y", "--no-install-recommends", "chromium"];
  const ways: readonly (readonly [string, readonly string[]])[] = [
    [process.execPath, [cli, "install", "chromium"]],
    ["apt-get", install],
    // A fresh container knows no packages yet.
    ["apt-get", ["update"]],
    ["apt-get", install],
  ];
  const failures: string[] = [];
  for (const [program, args] of ways) {
    const { code, stderr } = runCommandSync(program, args, { timeoutMs: 300_000 });
    if (code !== 0) failures.push(`${program} failed: ${stderr}`);
    const path = found();
    if (path) return path;
  }
  throw new Error(
    `No Chromium: install it (apt-get install chromium), or set CHROMIUM_PATH.\n${failures.join("\n")}`,
  );
}

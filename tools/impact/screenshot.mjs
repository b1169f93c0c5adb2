// @ts-check
/**
 * `npm run screenshot:impact`: the pictures of the HTML report in the docs, light and dark, from a
 * genuine plan, by a headless Chromium on PATH (or CHROMIUM).
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(join(tmpdir(), "impact-page-"));
const page = join(folder, "impact.html");
const images = join(root, "docs", "images");

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: 120_000,
  });
  if (error || status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}

try {
  mkdirSync(images, { recursive: true });
  const plan = join(root, "test/unit/impact/plans/rotate.json");
  run(process.execPath, [
    join(root, "dist/cli/bin.js"),
    "impact",
    "--plan",
    plan,
    "--format",
    "html",
    "--output",
    page,
  ]);
  for (const [name, scheme] of [
    ["light", "1"],
    ["dark", "0"],
  ]) {
    const file = join(images, `impact-${name}.png`);
    run(process.env.CHROMIUM ?? "chromium", [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars",
      "--force-device-scale-factor=1",
      `--blink-settings=preferredColorScheme=${scheme}`,
      "--window-size=1400,1240",
      `--user-data-dir=${join(folder, name ?? "")}`,
      `--screenshot=${file}`,
      pathToFileURL(page).href,
    ]);
    process.stdout.write(`${file} ${Math.round(statSync(file).size / 1000)} kB\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

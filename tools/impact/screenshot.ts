import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "commerce-services-testkit/browser";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { mustRunSync } from "commerce-services-testkit/process/command";

/**
 * `npm run screenshot:impact`: the pictures of the HTML report in the docs, light and dark, from a
 * genuine plan, by a headless Chromium. Gives the exit code.
 */
export async function screenshot(): Promise<number> {
  const root = checkoutRoot();
  const folder = mkdtempSync(join(tmpdir(), "impact-page-"));
  const report = join(folder, "impact.html");
  const images = join(root, "docs", "images");
  const browser = await openBrowser();
  try {
    mkdirSync(images, { recursive: true });
    const command = [join(root, "dist/cli/bin.js"), "impact", "--format", "html"];
    const plan = join(root, "test/unit/impact/plans/rotate.json");
    mustRunSync(process.execPath, [...command, "--plan", plan, "--output", report]);
    const page = await browser.newPage({ viewport: { width: 1400, height: 1240 } });
    await page.goto(pathToFileURL(report).href);
    for (const colorScheme of ["light", "dark"] as const) {
      const path = join(images, `impact-${colorScheme}.png`);
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path });
      process.stdout.write(`${path} ${Math.round(statSync(path).size / 1000)} kB\n`);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

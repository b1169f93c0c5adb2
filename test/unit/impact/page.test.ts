import { readFileSync } from "node:fs";
import { openBrowser } from "commerce-services-testkit/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { impactOf, readPlan, render } from "../../../provider/impact";
import { makePlan } from "./makePlan";
import { reportOf } from "./support";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/* What runs inside the page is text: the tests are checked without a browser's types. */

const JUDGE = `axe
  .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 400_000);
afterAll(() => browser.close());

/** The page as a browser shows it, and what it complained of while it did. */
async function open(html: string, options: Parameters<Browser["newPage"]>[0] = {}) {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => complaints.push(request.url()));
  await page.setContent(html, { waitUntil: "load" });
  return { page, complaints };
}

/** What axe finds. Only so that it can be put into the page its policy is set aside. */
async function violations(html: string, colorScheme: "light" | "dark") {
  const { page } = await open(html, { bypassCSP: true, colorScheme });
  await page
    .locator("details")
    .evaluateAll("details => details.forEach((one) => (one.open = true))");
  await page.addScriptTag({ content: AXE });
  const found = await page.evaluate<string[]>(JUDGE);
  await page.close();
  return found;
}

const hostile = () =>
  impactOf(
    readPlan(makePlan({ stores: 60, name: (index) => `</td><b onclick=x> "${index}" \u202e @a` })),
    { complete: true },
  );
const reports = {
  "a rotation": () => reportOf("rotate"),
  "another project": () => reportOf("other-project"),
  "an accepted risk": () =>
    reportOf("rotate", {
      complete: true,
      baseline: {
        accept: [{ rule: "production-interrupted", until: "2026-12-31", reason: "agreed" }],
      },
      today: "2026-11-01",
    }),
  "nothing that changes": () => reportOf("same"),
  "60 stores with hostile names": hostile,
};

describe.each(Object.entries(reports))("the page of %s", (_, report) => {
  it.each(["light", "dark"] as const)("is accessible in %s", async (scheme) => {
    expect(await violations(await render(report(), "html"), scheme)).toEqual([]);
  });

  it("asks for nothing, runs nothing, and fits a narrow screen", async () => {
    const { page, complaints } = await open(await render(report(), "html"), {
      viewport: { width: 320, height: 800 },
    });
    expect(complaints).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(320);
    await page.close();
  });
});

it("is judged by something that sees what is wrong", async () => {
  const page = await render(reportOf("rotate"), "html");
  const faint = page.replace("--soft:#59636e", "--soft:#c9d1d9");
  expect(await violations(faint, "light")).toEqual([expect.stringContaining("color-contrast: ")]);
  const nameless = page.replace(/<html lang="en">/, "<html>");
  expect(await violations(nameless, "light")).toEqual([expect.stringContaining("html-has-lang: ")]);
});

it("says the graph in words, and in what a reader of screens is told of the picture", async () => {
  const { page } = await open(await render(reportOf("rotate"), "html"));
  const graph = page.getByRole("img", { name: "What depends on what" });
  expect(await graph.count()).toBe(1);
  const words = await page.locator("figure details li").allTextContents();
  expect(words).toContain(
    "key (key pair, replace), leads to: project, staging, live, shop-staging, shop",
  );
  expect(words).toContain(
    "shop (production store, stops), leads to: Premium Search, Commerce Payments Sandbox, Product Recommendations, Catalog Service, Catalog Events",
  );
  await page.close();
});

it("can be read with the keyboard alone", async () => {
  const { page } = await open(await render(reportOf("rotate"), "html"), {
    viewport: { width: 600, height: 800 },
  });
  await page.keyboard.press("Tab");
  expect(await page.evaluate<string>("document.activeElement.textContent")).toBe(
    "Skip to the report",
  );
  const reached: string[] = [];
  for (let tab = 0; tab < 10; tab += 1) {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate<string>(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.slice(0, 30)",
      ),
    );
  }
  expect(reached).toContain("Graph of the stack, scrollable");
  expect(reached).toContain("The graph in words");
  expect(reached).toContain("Risks, scrollable");
  await page.close();
});

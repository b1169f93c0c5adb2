import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "commerce-services-testkit/browser";
import { mustRunSync } from "commerce-services-testkit/process/command";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { call, registry } from "./support/client";
import { start } from "./support/start";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/* What runs inside the page is text: the tests are checked without a browser's types. */

const JUDGE = `axe
  .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
  .then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`;

const SPOIL = `(() => {
  const faint = document.createElement("p");
  faint.textContent = "faint";
  faint.style.color = "#eee";
  faint.style.background = "#fff";
  document.querySelector("main").append(faint, document.createElement("img"));
})()`;

/** Whether the page's policy refuses a script from a string. */
const INJECT = `(() => {
  const script = document.createElement("script");
  try {
    script.textContent = "document.title = 'broken in'";
    document.body.append(script);
  } catch {
    return true;
  }
  return document.title !== "broken in";
})()`;

const violationsIn = async (page: Page): Promise<unknown> => {
  await page.evaluate(AXE);
  return page.evaluate(JUDGE);
};

async function judge(page: Page, width: number): Promise<void> {
  expect(await violationsIn(page)).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth");
  expect(overflow).toBeLessThanOrEqual(width);
}

type Emulator = Awaited<ReturnType<typeof start>>;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 400_000);
afterAll(() => browser.close());

const url = ({ portalUrl }: Emulator) => `${portalUrl}_emulator/`;

/** The dashboard, signed in; the test fails on any error or refusal in the browser's console. */
async function open(
  emulator: Emulator,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Page> {
  // Only so that axe can be put into the page: its own policy would refuse it. See the policy's test.
  const page = await browser.newPage({ bypassCSP: true, ...options });
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  onTestFinished(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });
  await page.goto(`${url(emulator)}#token=${emulator.portalToken}`);
  await page.getByRole("heading", { name: "Key pairs" }).waitFor();
  await page.locator("#fact-account:not(:empty)").waitFor();
  return page;
}

async function furnished(): Promise<Emulator> {
  const emulator = await start({ keyPolicy: "exclusive" });
  await emulator.issueKey("production", "old");
  const pair = await emulator.issueKey("production", "current");
  const { dataSpaces } = emulator.initialize("Shop", "production");
  const bound = `registry/environments/${dataSpaces[0]?.dataSpaceId}/cloudid/tysqxum7wu3xx`;
  await registry(emulator.gatewayUrl, pair, "PUT", bound);
  await registry(emulator.gatewayUrl, { ...pair, publicKey: "0".repeat(32) }, "GET", "ping");
  emulator.faults.add({ operation: "keys.delete", effect: { kind: "latency", ms: 5 } });
  return emulator;
}

describe("the dashboard", () => {
  it("asks for the token and keeps it out of the address", async () => {
    const emulator = await start();
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(url(emulator));
    await page.getByRole("textbox", { name: "Token" }).fill("wrong");
    await page.getByRole("textbox", { name: "Token" }).press("Enter");
    await expect
      .poll(() => page.locator("#status").textContent())
      .toBe("This token is not the portal's.");
    await page.getByRole("textbox", { name: "Token" }).fill(emulator.portalToken);
    await page.getByRole("textbox", { name: "Token" }).press("Enter");
    await page.getByRole("heading", { name: "Key pairs" }).waitFor();
    await page.goto(`${url(emulator)}#token=${emulator.portalToken}`);
    await page.locator("#fact-account:not(:empty)").waitFor();
    expect(page.url()).toBe(url(emulator));
  });

  it("shows keys, projects, bindings, calls and faults", async () => {
    const page = await open(await furnished());
    await page.locator("#call-rows tr").first().waitFor();
    const text = (id: string) => page.locator(id).textContent();
    expect(await text("#key-rows")).toMatch(/old[\s\S]*refused[\s\S]*current[\s\S]*accepted/);
    expect(await text("#space-rows")).toMatch(/Shop[\s\S]*Production[\s\S]*tysqxum7wu3xx/);
    expect(await text("#call-rows")).toMatch(
      /ping[\s\S]*403[\s\S]*client-id-invalid[\s\S]*dataSpace\.cloudId/,
    );
    expect(await text("#fault-rows")).toMatch(/keys\.delete[\s\S]*latency 5/);
  });

  it("follows calls as they come", async () => {
    const emulator = await start();
    const page = await open(emulator);
    const pair = await emulator.issueKey("sandbox");
    await registry(emulator.sandboxGatewayUrl, pair, "GET", "registry");
    await page.locator("#call-rows", { hasText: "registry.list" }).waitFor();
    await page.locator("#key-rows", { hasText: pair.publicKey }).waitFor();
  });

  it("makes a pair, shows its private key once, and deletes it, by keyboard alone", async () => {
    const emulator = await start();
    const page = await open(emulator);
    await page.getByLabel("Label").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("typed");
    await page.keyboard.press("Enter");
    const dialog = page.locator("#made");
    await dialog.waitFor();
    expect(await page.getByLabel("Private key").inputValue()).toContain("BEGIN PRIVATE KEY");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await page.content()).not.toContain("PRIVATE KEY-----");
    // The browser tells the page of a closed dialog in a task of its own.
    const left = page.locator("#made-private");
    await expect.poll(async () => (await left.inputValue()).length).toBe(0);
    const [key] = emulator.keys();
    expect(key).toMatchObject({ label: "typed", environment: "production" });
    const remove = page.getByRole("button", { name: `Delete the pair typed, ${key?.publicKey}` });
    await remove.focus();
    await page.keyboard.press("Enter");
    await page.locator("#sure").waitFor();
    // The harmless button has the focus; the other one is a Tab away.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => emulator.keys().length).toBe(0);
    await page.locator("#no-keys").waitFor();
  });

  it("moves the clock, adds and removes a fault, changes the policy", async () => {
    const emulator = await start();
    const page = await open(emulator);
    const before = emulator.clock.now();
    await page.getByRole("button", { name: "Freeze" }).click();
    await page.getByRole("button", { name: "Let it run" }).waitFor();
    await page.getByRole("button", { name: "+1 hour" }).click();
    await expect.poll(() => emulator.clock.now()).toBeGreaterThan(before + 3_599_999);
    expect(emulator.clock.frozen).toBe(true);
    await page.getByRole("button", { name: "Add a fault" }).click();
    await page.getByRole("button", { name: "Remove the fault of keys.create" }).waitFor();
    expect(emulator.faults.list()).toMatchObject([
      { operation: "keys.create", remaining: 1, effect: { kind: "reset", when: "after-change" } },
    ]);
    await page.getByRole("button", { name: "Remove the fault of keys.create" }).click();
    await expect.poll(() => emulator.faults.list()).toEqual([]);
    await page.getByLabel("A new pair").selectOption("overlapping");
    await expect.poll(() => emulator.account().keyPolicy).toBe("overlapping");
  });

  it("shows what a request brought in as text, whatever it looks like", async () => {
    const emulator = await start();
    const nasty = `<img src=x onerror="document.title='broken in'">`;
    await emulator.issueKey("production", nasty);
    await call(emulator.gatewayUrl, "GET", `/${encodeURIComponent(nasty)}`);
    const page = await open(emulator);
    await page.locator("#key-rows", { hasText: nasty }).waitFor();
    await page.locator("#call-rows tr").first().waitFor();
    expect(await page.title()).toBe("Commerce Services emulator");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("allows its own script and style, and no other", async () => {
    const emulator = await start();
    const answer = await call(emulator.portalUrl, "GET", "/_emulator/");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`${url(emulator)}#token=${emulator.portalToken}`);
    await page.locator("#fact-account:not(:empty)").waitFor();
    const refused = await page.evaluate(INJECT);
    expect(refused).toBe(true);
  });

  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 360])
      it(`is accessible and fits, ${colorScheme}, ${width} pixels wide`, async () => {
        const emulator = await furnished();
        const viewport = { width, height: 800 };
        const page = await open(emulator, { colorScheme, viewport });
        await page.locator("#call-rows tr").first().waitFor();
        await judge(page, width);
        const shots = process.env.SCREENSHOTS;
        if (shots)
          await page.screenshot({
            path: join(shots, `${colorScheme}-${width}.png`),
            fullPage: true,
          });

        await page.getByRole("button", { name: /^Delete the pair current/ }).click();
        await page.locator("#sure").waitFor();
        await judge(page, width);
        await page.keyboard.press("Escape");

        await page.getByLabel("Label").press("Enter");
        await page.locator("#made").waitFor();
        await judge(page, width);

        const stranger = await browser.newPage({ bypassCSP: true, colorScheme, viewport });
        onTestFinished(() => stranger.close());
        await stranger.goto(url(emulator));
        await stranger.getByRole("textbox", { name: "Token" }).waitFor();
        await judge(stranger, width);
      });

  it("is judged by rules that see an image without words and a faint text", async () => {
    const page = await open(await furnished());
    await page.evaluate(SPOIL);
    expect(await violationsIn(page)).toEqual([
      expect.stringMatching(/^color-contrast: .*faint/),
      expect.stringMatching(/^image-alt: <img>/),
    ]);
  });

  it("type checks", () => {
    const tsc = require.resolve("typescript/bin/tsc");
    mustRunSync(process.execPath, [tsc, "-p", join(__dirname, "../dashboard")]);
  });
});

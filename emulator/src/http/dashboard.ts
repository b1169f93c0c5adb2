import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reply } from "./exchange";
import type { Operation } from "./listener";
import type { Route } from "./router";

/** Beside `src` and `dist` alike. */
const FOLDER = join(__dirname, "../../dashboard");

/**
 * One page with everything in it. It holds nothing of the account: what it shows it asks for with
 * the portal's token, which a person types in or the address brings after its `#`.
 */
export function dashboardRoutes(): Route<Operation>[] {
  let page: Reply | undefined;
  // Read on first use: most emulators live and die in a test, unseen.
  const handle = (): Reply => {
    page ??= makePage();
    return page;
  };
  return ["/_emulator", "/_emulator/", "/"].map((pattern) => ({
    method: "GET",
    pattern,
    target: {
      operation: "dashboard",
      handle: pattern === "/_emulator/" ? handle : () => MOVED,
    },
  }));
}

const MOVED: Reply = {
  status: 308,
  body: "",
  contentType: "text/plain",
  headers: { Location: "/_emulator/" },
  outcome: "ok",
};

function makePage(): Reply {
  const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");
  const style = read("style.css");
  // Plain scripts that share one scope, in this order: the page loads no file of its own.
  const script = ["app.js", "drawing.js", "actions.js"].map(read).join("\n");
  const body = read("page.html")
    .replace(/<style>.*?<\/style>/s, () => `<style>${style}</style>`)
    .replace(/<script>.*?<\/script>/s, () => `<script>${script}</script>`);
  return {
    status: 200,
    body,
    contentType: "text/html; charset=utf-8",
    outcome: "ok",
    headers: {
      // Exactly this style and this script, calls to ourselves alone, no markup from strings.
      "Content-Security-Policy": [
        "default-src 'none'",
        `style-src '${digest(style)}'`,
        `script-src '${digest(script)}'`,
        "img-src data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ].join("; "),
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cache-Control": "no-store",
    },
  };
}

const digest = (text: string): string =>
  `sha256-${createHash("sha256").update(text).digest("base64")}`;

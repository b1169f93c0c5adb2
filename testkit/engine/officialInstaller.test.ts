import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silent } from "./fakeEngine";
import { installOfficially, releaseUrl, whyUnreachable } from "./officialInstaller";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer).listen(0, "127.0.0.1");
  server = started;
  await new Promise((resolve) => started.once("listening", resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

it("asks for the release itself, with one HEAD", async () => {
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.method);
    response.end();
  });
  expect(await whyUnreachable(url)).toBe(undefined);
  expect(asked).toEqual(["HEAD"]);
  expect(releaseUrl("darwin", "arm64")).toBe(
    "https://get.pulumi.com/releases/sdk/pulumi-v3.276.0-darwin-arm64.tar.gz",
  );
  expect(releaseUrl("win32", "x64")).toBe(
    "https://get.pulumi.com/releases/sdk/pulumi-v3.276.0-windows-x64.zip",
  );
});

it("says that the release is not there", async () => {
  const url = await serve((_request, response) => response.writeHead(404).end());
  expect(await whyUnreachable(url)).toBe(`${new URL(url).host} answered 404`);
});

it("gives up on a server that accepts and stays silent", async () => {
  const url = await serve(() => {});
  expect(await whyUnreachable(url, 50)).toBe(
    `${new URL(url).host} could not be reached (The operation was aborted due to timeout)`,
  );
});

it("says why nobody answers", async () => {
  const url = await serve(() => {});
  server?.close();
  expect(await whyUnreachable(url)).toContain("could not be reached (connect ECONNREFUSED");
});

describe("an install", () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "install "));
    folder = mkdtempSync(join(root, "engine-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Runs this text in the place of Pulumi's installer, which gets a folder and a version. */
  async function install(text: string, timeoutMs = 30_000) {
    const url = await serve((_request, response) => response.end());
    const script = join(root, "install.mjs");
    writeFileSync(script, `import fs from "node:fs"; const [root] = process.argv.slice(2);${text}`);
    return installOfficially(folder, silent, undefined, { url, script, timeoutMs });
  }
  const put = (...files: string[]) =>
    `fs.mkdirSync(root + "/bin"); for (const file of ${JSON.stringify(files)})
       fs.writeFileSync(root + "/bin/" + file, process.argv[3]);`;

  it("brings the three files, and nothing else", async () => {
    const files = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
    expect(await install(put(...files, "pulumi-language-yaml"))).toBe(undefined);
    expect(readdirSync(folder)).toEqual(files);
  });

  it("says what is missing, or how it failed", async () => {
    expect(await install(put("pulumi"))).toBe("it brought no pulumi-language-nodejs");
    const failing = 'process.stderr.write("no space left"); process.exit(1);';
    expect(await install(failing)).toBe("it failed: no space left");
  });

  it("is ended when it hangs, with all that it started, and leaves nothing", async () => {
    // The answer comes only once nobody holds the output open: so the sleeper is dead as well.
    const hanging = `
      const { spawn } = await import("node:child_process");
      spawn("sleep", ["300"], { stdio: "inherit" });`;
    expect(await install(hanging, 1_000)).toBe("it was ended after 1 s");
    expect(readdirSync(folder)).toEqual([]);
  });
});

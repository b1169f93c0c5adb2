import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildPackages } from "commerce-services-testkit/build";
import { mustRunSync, runCommandSync } from "commerce-services-testkit/process/command";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../provider/cli/main";
import { nodeIo } from "../../../provider/cli/nodeIo";
import type { Report } from "../../../provider/impact";
import { planText } from "../impact/support";
import { fakeCliIo } from "./io";

let root: string;
let plan: string;
beforeAll(async () => {
  await buildPackages(["provider"]);
  root = mkdtempSync(join(tmpdir(), "impact base "));
  plan = join(root, "plan.json");
  writeFileSync(plan, planText("same"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());

const { run: realRun } = nodeIo();
const PROJECT = "name: shop\nruntime: nodejs\n";
const EXCLUSIVE = "config:\n  commerce-services:keyPolicy: exclusive\n";
const OVERLAPPING = EXCLUSIVE.replace("exclusive", "overlapping");

const GIT_SETTINGS = [
  "user.name=t",
  "user.email=t@example.com",
  "protocol.file.allow=always",
].flatMap((setting) => ["-c", setting]);
const git = (folder: string, ...args: string[]) =>
  mustRunSync("git", [...GIT_SETTINGS, ...args], { cwd: folder }).trim();

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A clone with one commit of these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, "clone "));
  git(folder, "init", "-q", "-b", "main");
  write(folder, files);
  git(folder, "add", ".");
  git(folder, "commit", "-q", "--allow-empty", "-m", "base");
  return folder;
}

/** The command itself, with git itself; what it reports of settings, or what it says. */
async function run(folder: string, ...args: string[]) {
  const fake = fakeCliIo();
  const io = { ...fake.io, folder, run: realRun };
  const more = args.includes("--base") ? args : ["--base", "HEAD", ...args];
  const code = await main(["impact", "--plan", plan, "--format", "json", ...more], io);
  const report = code === 1 ? undefined : (JSON.parse(fake.said.stdout) as Report);
  const found = report?.risks.map(({ level, text }) => `${level}: ${text.replace(/: .*/, "")}`);
  return { code, found, said: fake.said.stderr };
}

describe("impact --base", () => {
  it("says each setting that differs, in which file, and how much that is worth", async () => {
    const stack = (lines: string) => `${EXCLUSIVE}  commerce-services:merchantId: MAG1\n${lines}`;
    const folder = repository({
      "Pulumi.yaml": PROJECT,
      "Pulumi.prod.yaml": stack(
        "  commerce-services:requestTimeout: 10s\n  commerce-services:privateKey:\n    secure: v1:old\n",
      ),
    });
    expect(await run(folder)).toEqual({ code: 0, found: [], said: "" });
    write(folder, {
      "Pulumi.prod.yaml": `${OVERLAPPING}  commerce-services:requestTimeout: 20s
  commerce-services:portalUrl: https://b.example/
  commerce-services:privateKey:\n    secure: v1:new\n  shop:size: large\n`,
    });
    const { code, found } = await run(folder, "--fail-on", "critical");
    expect(code).toBe(3);
    expect(found).toEqual([
      "critical: Pulumi.prod.yaml gives another keyPolicy",
      "critical: Pulumi.prod.yaml no longer sets merchantId",
      "critical: Pulumi.prod.yaml sets portalUrl, which it did not",
      "medium: Pulumi.prod.yaml gives another privateKey",
      "low: Pulumi.prod.yaml gives another requestTimeout",
    ]);
  });

  it("shows in no format what a setting says", async () => {
    const secret = (value: string) => `${EXCLUSIVE}  commerce-services:portalToken: ${value}\n`;
    const folder = repository({
      "Pulumi.yaml": PROJECT,
      "Pulumi.prod.yaml": secret("c2VjcmV0T25l"),
    });
    write(folder, { "Pulumi.prod.yaml": secret("c2VjcmV0VHdv") });
    const formats = ["text", "markdown", "json", "sarif", "junit", "html", "mermaid", "github"];
    for (const format of formats) {
      const fake = fakeCliIo();
      const io = { ...fake.io, folder, run: realRun };
      const args = ["impact", "--plan", plan, "--base", "HEAD", "--format", format];
      expect(await main(args, io)).toBe(0);
      // The graph alone has no risks.
      if (format !== "mermaid") expect(fake.said.stdout).toContain("portalToken");
      expect(fake.said.stdout).not.toMatch(/c2VjcmV0/);
    }
  });

  it("sees a stack that is new, removed or renamed, and the default that a project gives", async () => {
    const added = "critical: Pulumi.b.yaml sets keyPolicy, which it did not";
    const removed = "critical: Pulumi.a.yaml no longer sets keyPolicy";
    const folder = repository({ "Pulumi.yaml": PROJECT, "Pulumi.a.yaml": EXCLUSIVE });
    write(folder, { "Pulumi.b.yaml": EXCLUSIVE });
    expect((await run(folder)).found).toEqual([added]);
    rmSync(join(folder, "Pulumi.a.yaml"));
    expect((await run(folder)).found?.sort()).toEqual([removed, added]);
    rmSync(join(folder, "Pulumi.b.yaml"));
    expect((await run(folder)).found).toEqual([removed]);
    write(folder, { "Pulumi.a.yaml": EXCLUSIVE, "Pulumi.yaml": `${PROJECT}${OVERLAPPING}` });
    expect((await run(folder)).found).toEqual([
      "critical: Pulumi.yaml sets keyPolicy, which it did not",
    ]);
  });

  it("compares what Pulumi read then with what it reads now, wherever that lies", async () => {
    const folder = repository({
      "Pulumi.yaml": `${PROJECT}stackConfigDir: stacks\n`,
      "stacks/Pulumi.prod.yaml": EXCLUSIVE,
      "Pulumi.prod.yaml": EXCLUSIVE,
    });
    // Nobody reads this one.
    write(folder, { "Pulumi.prod.yaml": OVERLAPPING });
    expect((await run(folder)).found).toEqual([]);
    // Now it is the one that is read.
    write(folder, { "Pulumi.yaml": PROJECT });
    expect((await run(folder)).found).toEqual([
      "critical: Pulumi.prod.yaml gives another keyPolicy",
    ]);
    write(folder, { "Pulumi.prod.yaml": EXCLUSIVE });
    expect((await run(folder)).found).toEqual([]);
    // Another extension of the project is another extension of its stacks.
    renameSync(join(folder, "Pulumi.yaml"), join(folder, "Pulumi.yml"));
    renameSync(join(folder, "Pulumi.prod.yaml"), join(folder, "Pulumi.prod.yml"));
    expect((await run(folder)).found).toEqual([]);
    // And JSON goes before YAML.
    write(folder, {
      "Pulumi.json": '{ "name": "shop" }',
      "Pulumi.prod.json": '{ "config": { "commerce-services:keyPolicy": "overlapping" } }',
    });
    expect((await run(folder)).found).toEqual([
      "critical: Pulumi.prod.json gives another keyPolicy",
    ]);
  });

  it("takes the project of a folder below it, of --cwd, and the file of --config-file", async () => {
    const folder = repository({
      "infra/Pulumi.yaml": `${PROJECT}config: ../stacks\n`,
      "infra/src/index.js": "",
      "stacks/Pulumi.prod.yaml": EXCLUSIVE,
      "other.yaml": EXCLUSIVE,
    });
    write(folder, { "stacks/Pulumi.prod.yaml": OVERLAPPING, "other.yaml": "config: {}\n" });
    const changed = "critical: ../stacks/Pulumi.prod.yaml gives another keyPolicy";
    expect((await run(join(folder, "infra", "src"))).found).toEqual([changed]);
    expect((await run(folder, "--cwd", "infra")).found).toEqual([changed]);
    expect((await run(folder, "--cwd", "infra", "--config-file", "../other.yaml")).found).toEqual([
      changed,
      "critical: ../other.yaml no longer sets keyPolicy",
    ]);
    const { code, said } = await run(folder);
    expect([code, said]).toEqual([1, expect.stringContaining("holds no Pulumi.yaml")]);
    expect(said).toMatch(/^CS6011: /);
  });

  it("calls everything new where the revision has no project", async () => {
    const folder = repository({ "README.md": "" });
    write(folder, { "infra/Pulumi.yaml": PROJECT, "infra/Pulumi.prod.yaml": EXCLUSIVE });
    expect((await run(join(folder, "infra"))).found).toEqual([
      "critical: Pulumi.prod.yaml sets keyPolicy, which it did not",
    ]);
  });

  it("takes a branch, a tag, a commit, and what git says relative to one", async () => {
    const folder = repository({ "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": EXCLUSIVE });
    git(folder, "tag", "-a", "v1", "-m", "v1");
    write(folder, { "Pulumi.prod.yaml": OVERLAPPING });
    git(folder, "commit", "-q", "-a", "-m", "next");
    for (const revision of ["v1", "main~1", git(folder, "rev-parse", "HEAD^")])
      expect((await run(folder, "--base", revision)).found).toHaveLength(1);
    expect((await run(folder, "--base", "main")).found).toEqual([]);
  });

  it("follows links as a file system does", async () => {
    const folder = repository({ "Pulumi.yaml": `${PROJECT}config: a\n`, "b/prod.yaml": EXCLUSIVE });
    symlinkSync("b", join(folder, "a"));
    symlinkSync("prod.yaml", join(folder, "b", "Pulumi.prod.yaml"));
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "links");
    expect((await run(folder)).found).toEqual([]);
    write(folder, { "b/prod.yaml": OVERLAPPING });
    expect((await run(folder)).found).toHaveLength(1);
  });

  it("works within a submodule, and refuses one that only holds the stack files", async () => {
    const inner = repository({ "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": EXCLUSIVE });
    const folder = repository({ "Pulumi.yaml": `${PROJECT}stackConfigDir: inner\n` });
    git(folder, "submodule", "--quiet", "add", inner, "inner");
    git(folder, "commit", "-q", "-m", "submodule");
    write(join(folder, "inner"), { "Pulumi.prod.yaml": OVERLAPPING });
    expect((await run(join(folder, "inner"))).found).toHaveLength(1);
    const { code, said } = await run(folder);
    expect([code, said]).toEqual([1, expect.stringMatching(/^CS6010: .* lies in a submodule/)]);
  });
});

it.each([
  ["with --base alone", ["--base", "HEAD"], true],
  ["not without it", [], false],
])("loads the YAML library %s", (_, args, expected) => {
  const folder = repository({ "Pulumi.yaml": PROJECT });
  const preload = join(root, "preload.js");
  const loaded = "Object.keys(require.cache).some((file) => /node_modules.yaml.dist/.test(file))";
  writeFileSync(preload, `process.on("exit", () => console.error("loaded", ${loaded}));`);
  const bin = join(process.cwd(), "dist/cli/bin.js");
  const command = ["-r", preload, bin, "impact", "--plan", plan, ...args];
  const { stderr } = runCommandSync(process.execPath, command, { cwd: folder });
  expect(stderr).toBe(`loaded ${expected}\n`);
});

describe("impact --base refuses", () => {
  const folder = () => repository({ "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": EXCLUSIVE });

  it.each([
    ["an option", "--output=/tmp/x", "CS6004: --base is not usable"],
    ["nothing", "", "CS6004: --base is not usable"],
    ["two lines", "HEAD\nHEAD", "CS6004: --base is not usable"],
    ["a branch that is not here", "origin/main", "CS6009: --base names origin/main"],
    ["a commit that is not here", "0".repeat(40), "CS6009: --base names 000"],
    ["a file of a revision", "HEAD:Pulumi.yaml", "CS6009: --base names HEAD:Pulumi.yaml"],
    ["a folder of a revision", "HEAD:./", "CS6009: --base names HEAD:./"],
    ["a range", "HEAD..HEAD", "CS6009: --base names HEAD..HEAD"],
    ["what is left out", "^HEAD", "CS6009: --base names ^HEAD"],
  ])("%s", async (_, revision, message) => {
    const { code, said } = await run(folder(), `--base=${revision}`, "--base", revision);
    expect(code).toBe(1);
    expect(said).toContain(message);
  });

  it("a folder of no repository", async () => {
    const alone = mkdtempSync(join(root, "alone "));
    vi.stubEnv("GIT_CEILING_DIRECTORIES", root);
    write(alone, { "Pulumi.yaml": PROJECT });
    const { code, said } = await run(alone);
    expect([code, said]).toEqual([1, expect.stringMatching(/^CS6008: git .*not a git repository/)]);
  });

  it("to go on without git", async () => {
    const clone = folder();
    vi.stubEnv("PATH", join(root, "nowhere"));
    const { code, said } = await run(clone);
    expect([code, said]).toEqual([1, expect.stringMatching(/^CS6008: git .*ENOENT/)]);
  });

  const TWICE = `${EXCLUSIVE}  "commerce-services:key\\u0050olicy": overlapping\n`;
  it("a file that cannot be read for certain, on either side", async () => {
    const clone = repository({ "Pulumi.yaml": PROJECT, "Pulumi.prod.yaml": TWICE });
    write(clone, { "Pulumi.prod.yaml": EXCLUSIVE });
    expect((await run(clone)).said).toContain(
      "CS6010: Pulumi.prod.yaml at HEAD cannot be compared (line 3: a key is given twice)",
    );
    git(clone, "commit", "-q", "-a", "-m", "mended");
    write(clone, { "Pulumi.prod.yaml": TWICE });
    expect((await run(clone)).said).toContain("CS6010: Pulumi.prod.yaml cannot be compared");
  });

  it.each<[string, string | Buffer, string]>([
    ["no UTF-8", Buffer.from([0x61, 0x3a, 0x20, 0xff]), "it is no UTF-8"],
    ["UTF-16", Buffer.from(`\ufeff${EXCLUSIVE}`, "utf16le"), "it is no UTF-8"],
    ["a long file", `# ${"x".repeat(1024 * 1024)}\n`, "it has more than 1024 KiB"],
  ])("%s", async (_, content, reason) => {
    const clone = folder();
    writeFileSync(join(clone, "Pulumi.prod.yaml"), content);
    expect((await run(clone)).said).toContain(
      `CS6010: Pulumi.prod.yaml cannot be compared (${reason}`,
    );
    git(clone, "commit", "-q", "-a", "-m", "so");
    write(clone, { "Pulumi.prod.yaml": EXCLUSIVE });
    expect((await run(clone)).said).toContain("CS6010: Pulumi.prod.yaml at HEAD cannot be");
  });

  it("a folder in a file's place, links in circles, and what lies outside", async () => {
    const clone = folder();
    rmSync(join(clone, "Pulumi.prod.yaml"));
    write(clone, { "Pulumi.prod.yaml/x": "" });
    expect((await run(clone)).said).toContain("Pulumi.prod.yaml cannot be compared (it is no file");
    git(clone, "add", ".");
    git(clone, "commit", "-q", "-m", "folder");
    rmSync(join(clone, "Pulumi.prod.yaml"), { recursive: true });
    expect((await run(clone)).said).toContain("at HEAD cannot be compared (it is a folder");
    symlinkSync("Pulumi.prod.yaml", join(clone, "Pulumi.prod.yaml"));
    git(clone, "add", ".");
    git(clone, "commit", "-q", "-m", "circle");
    rmSync(join(clone, "Pulumi.prod.yaml"));
    expect((await run(clone)).said).toContain("its links lead in circles");
    write(clone, { "Pulumi.yaml": `${PROJECT}config: ../../outside\n` });
    git(clone, "rm", "-q", "--cached", "Pulumi.prod.yaml");
    git(clone, "commit", "-q", "-a", "-m", "outside");
    expect((await run(clone)).said).toContain("it lies outside the repository");
  });

  it("an option of the preview beside a plan, as without it", async () => {
    const { said } = await run(folder(), "--stack", "x");
    expect(said).toContain("CS6004: --stack is not usable");
  });
});

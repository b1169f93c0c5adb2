import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { buildPackages } from "commerce-services-testkit/build";
import { mustRunSync, startCommand } from "commerce-services-testkit/process/command";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../impact/makePlan";
import { pair, planOf, replaced } from "../impact/stackPlan";
import { planText } from "../impact/support";

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

/** Stands in for the part of the forge's API that the action calls. */
let comments: Comment[];
let calls: string[];
let refuse: number | undefined;
let server: Server;
let api: string;
let root: string;
let base: string;

const git = (...args: string[]) =>
  mustRunSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd: join(root, "program"),
  }).trim();

beforeAll(async () => {
  // The action runs the command as it is shipped.
  await buildPackages(["provider"]);
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      calls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      if (refuse !== undefined) return void response.writeHead(refuse).end("{}");
      const text = body === "" ? "" : (JSON.parse(body) as { body: string }).body;
      const id = Number(/comments\/(\d+)$/.exec(request.url ?? "")?.[1]);
      const page = Number(/page=(\d+)$/.exec(request.url ?? "")?.[1] ?? 1);
      if (request.method === "POST")
        comments.push({ id: comments.length + 1, body: text, user: { type: "Bot" } });
      const found = comments.find((comment) => comment.id === id);
      if (request.method === "PATCH" && found) found.body = text;
      response.end(
        JSON.stringify(
          request.method === "GET" ? comments.slice((page - 1) * 100, page * 100) : {},
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  root = mkdtempSync(join(tmpdir(), "action "));
  for (const folder of ["program/node_modules", "bin", "temp"])
    mkdirSync(join(root, folder), { recursive: true });
  symlinkSync(
    process.cwd(),
    join(root, "program/node_modules/pulumi-commerce-services"),
    "junction",
  );
  writeFileSync(join(root, "program/package.json"), "{}");
  writeFileSync(join(root, "program/.gitignore"), "node_modules\n");
  writeFileSync(
    join(root, "program/Pulumi.prod.yaml"),
    'config:\n  commerce-services:keyPolicy: exclusive\n  commerce-services:gatewayUrl: "https://a.example/"\n',
  );
  writeFileSync(join(root, "program/Pulumi.yaml"), "name: shop\n");
  // A preview that tells its arguments and what it can see, then prints the plan that the test chose.
  const pulumi = join(root, "bin/pulumi");
  writeFileSync(
    pulumi,
    `#!/bin/sh\necho "$@" > "${root}/arguments"\nenv > "${root}/environment"\ncat "${root}/plan.json"\n`,
  );
  chmodSync(pulumi, 0o755);
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "base");
  base = git("rev-parse", "HEAD");
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  comments = [];
  calls = [];
  refuse = undefined;
  for (const name of ["output", "summary"]) writeFileSync(join(root, name), "");
});

const repo = { full_name: "shop/infra" };
const pullRequest = (more: object = {}) => ({
  pull_request: { number: 7, head: { repo }, base: { repo, sha: base }, ...more },
});

async function run(plan: string, event: object, env: Record<string, string> = {}) {
  writeFileSync(join(root, "plan.json"), plan);
  writeFileSync(join(root, "event.json"), JSON.stringify(event));
  const action = startCommand(process.execPath, [join(process.cwd(), "action/run.mjs")], {
    cwd: join(root, "program"),
    env: {
      PATH: `${join(root, "bin")}${delimiter}${process.env.PATH}`,
      HOME: root,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(root, "event.json"),
      GITHUB_REPOSITORY: "shop/infra",
      GITHUB_API_URL: api,
      GITHUB_OUTPUT: join(root, "output"),
      GITHUB_STEP_SUMMARY: join(root, "summary"),
      RUNNER_TEMP: join(root, "temp"),
      IMPACT_COMMENT: "true",
      IMPACT_TOKEN: "the-token",
      IMPACT_FAIL_ON: "critical",
      COMMERCE_SERVICES_PORTAL_TOKEN: "the-portal-token",
      ...env,
    },
  });
  const { code } = await action.done;
  const outputs = Object.fromEntries(
    [...readFileSync(join(root, "output"), "utf8").matchAll(/^(\w+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(
      ([, name, , value]) => [name, value],
    ),
  );
  return {
    code,
    stdout: action.output(),
    outputs,
    summary: readFileSync(join(root, "summary"), "utf8"),
  };
}

describe("the action on a pull request", () => {
  it("comments, sets the summary and the outputs, and passes below the gate", async () => {
    const { code, stdout, outputs, summary } = await run(planText("rotate"), pullRequest(), {
      IMPACT_STACK: "prod",
    });
    expect([code, outputs.risk, outputs.changes]).toEqual([0, "high", "true"]);
    expect(outputs.headline).toBe("Rotates key; calls of shop, shop-staging may be refused.");
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toMatch(/^<!-- commerce-services impact shop%2Ftest -->\n/);
    expect(summary).toContain("```mermaid");
    expect(JSON.parse(readFileSync(outputs.report ?? "", "utf8")).risk).toBe("high");
    expect(JSON.parse(readFileSync(outputs.sarif ?? "", "utf8")).version).toBe("2.1.0");
    expect(stdout).toMatch(/^::stop-commands::[\w-]+\nHIGH: /);
    expect(readFileSync(join(root, "arguments"), "utf8")).toBe(
      "preview --json --show-replacement-steps --show-sames --non-interactive --stack prod\n",
    );
  });

  it("updates its comment in place, past the first hundred, and no copy by a stranger", async () => {
    await run(planText("rotate"), pullRequest());
    const [mine] = comments;
    const others = Array.from({ length: 120 }, (_, at) => ({
      id: 1_000 + at,
      body: at === 0 ? (mine?.body ?? "") : "hello",
      user: { type: "User" },
    }));
    if (mine) comments = [...others, { ...mine, id: 5_000 }];
    await run(planText("same"), pullRequest());
    expect(comments).toHaveLength(121);
    expect(comments[120]?.body).toContain("**Nothing changes.**");
    expect(comments[0]?.body).toBe(mine?.body);
  });

  it("fails at the gate, with the comment written", async () => {
    const { code, stdout } = await run(planText("other-project"), pullRequest());
    expect(code).toBe(1);
    expect(stdout).toContain("::error::The plan reaches the risk critical: 2 stores lose access");
    expect(comments).toHaveLength(1);
  });

  it("calls a changed setting critical, and tells it from other lines of the stack file", async () => {
    const file = join(root, "program/Pulumi.prod.yaml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, `${before}  shop:size: large\n`);
    expect((await run(planText("same"), pullRequest())).outputs.risk).toBe("none");
    writeFileSync(file, before.replace("exclusive", "overlapping"));
    const { code, outputs } = await run(planText("same"), pullRequest());
    writeFileSync(file, before);
    expect([code, outputs.risk]).toEqual([1, "critical"]);
    expect(comments[0]?.body).toContain("keyPolicy");
  });

  const prod = () => readFileSync(join(root, "program/Pulumi.prod.yaml"), "utf8");
  it.each<[string, string, () => string]>([
    ["another gateway", "Pulumi.prod.yaml", () => prod().replace("a.example", "b.example")],
    [
      "a sandbox gateway",
      "Pulumi.prod.yaml",
      () => `${prod()}  commerce-services:sandboxGatewayUrl: https://b.example/\n`,
    ],
    [
      "a portal",
      "Pulumi.prod.yaml",
      () => `${prod()}  "commerce-services:portalUrl": https://b.example/\n`,
    ],
    [
      "another account",
      "Pulumi.prod.yaml",
      () => `${prod()}  commerce-services:merchantId: MAG005500000\n`,
    ],
    ["a setting that goes", "Pulumi.prod.yaml", () => "config: {}\n"],
    [
      "a new stack",
      "Pulumi.dev.yaml",
      () => "config: { commerce-services:gatewayUrl: https://b.example/ }\n",
    ],
    [
      "the project's own default",
      "Pulumi.yaml",
      () => "name: shop\nconfig:\n  commerce-services:keyPolicy:\n    value: overlapping\n",
    ],
    ["another folder of stack files", "Pulumi.yaml", () => "name: shop\nstackConfigDir: stacks\n"],
    [
      "an explicit key",
      "Pulumi.prod.yaml",
      () => `${prod()}  ? commerce-services:portalUrl\n  : https://b.example/\n`,
    ],
    [
      "an escaped key",
      "Pulumi.prod.yaml",
      () => `${prod()}  "commerce-services:portal\\u0055rl": https://b.example/\n`,
    ],
    [
      "a merged key",
      "Pulumi.prod.yaml",
      () => `x: &x { commerce-services:merchantId: MAG2 }\n${prod()}  <<: *x\n`,
    ],
    ["an imported environment", "Pulumi.prod.yaml", () => `${prod()}environment: [shared]\n`],
  ])("calls %s critical", async (_, name, text) => {
    const file = join(root, "program", name);
    const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    mkdirSync(dirname(file), { recursive: true });
    const changed = text();
    writeFileSync(file, changed);
    const { code, outputs } = await run(planText("same"), pullRequest());
    if (before === undefined) rmSync(file);
    else writeFileSync(file, before);
    expect([code, outputs.risk]).toEqual([1, "critical"]);
  });

  it.each(["0".repeat(40), "main", "--upload-pack=x", undefined])(
    "fails where the base %s can't be read: a gate that cannot look does not open",
    async (sha) => {
      const { code, stdout } = await run(planText("same"), pullRequest({ base: { repo, sha } }));
      expect(code).toBe(1);
      expect(stdout).toContain("::error::The base commit of the pull request could not be fetched");
    },
  );

  it("fails where a stack file can't be read for certain, on one line", async () => {
    const file = join(root, "program/Pulumi.prod.yaml");
    const before = prod();
    writeFileSync(file, `${before}  "commerce-services:key\\u0050olicy": overlapping\n`);
    const { code, stdout } = await run(planText("same"), pullRequest());
    writeFileSync(file, before);
    expect(code).toBe(1);
    expect(stdout).toContain("::error::CS6010: Pulumi.prod.yaml cannot be compared (line 4: ");
    expect(comments).toEqual([]);
  });

  it("fetches the base where the checkout is shallow, and looks into the project's folder", async () => {
    const clone = join(root, "shallow");
    git("commit", "-q", "--allow-empty", "-m", "next");
    mustRunSync("git", ["clone", "-q", "--depth=1", `file://${join(root, "program")}`, clone]);
    symlinkSync(join(root, "program/node_modules"), join(clone, "node_modules"), "junction");
    git("config", "uploadpack.allowReachableSHA1InWant", "true");
    const file = join(clone, "Pulumi.prod.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("exclusive", "overlapping"));
    const { code, outputs } = await run(planText("same"), pullRequest(), { IMPACT_CWD: clone });
    git("reset", "-q", "--soft", base);
    expect([code, outputs.risk]).toEqual([1, "critical"]);
  });

  it("calls another holder of sealed keys critical", async () => {
    const sealed = planOf(
      "overlapping",
      replaced("ApiKeyPair key", pair("0".repeat(32)), pair(undefined), ["sealTo"]),
    );
    const { code, outputs } = await run(sealed, pullRequest());
    expect([code, outputs.risk]).toEqual([1, "critical"]);
    expect(comments[0]?.body).toContain("sealTo changes");
  });

  it("mentions and links nobody, whatever things are called", async () => {
    const name = (index: number) => `@octocat https://evil.example #1 [x](//y) ${index}`;
    await run(makePlan({ stores: 3, name }), pullRequest(), { IMPACT_FAIL_ON: "" });
    const [{ body } = { body: "" }] = comments;
    expect(body).toContain("octocat");
    expect(body).not.toMatch(/@[\w-]|:\/\/|(?<!\\)\]\(|(?<!&)#\d/);
  });

  it("keeps the portal's token and its own from the preview, and leaves no plan behind", async () => {
    await run(planText("rotate"), pullRequest());
    const seen = readFileSync(join(root, "environment"), "utf8");
    expect(seen).not.toMatch(/the-portal-token|the-token/);
    expect(readdirSync(join(root, "temp")).filter((name) => name.startsWith("plan-"))).toEqual([]);
  });

  it("says which permission is missing when the comment is refused", async () => {
    refuse = 403;
    const { code, stdout } = await run(planText("same"), pullRequest());
    expect(code).toBe(1);
    expect(stdout).toContain(
      "::error::The comment could not be read (HTTP 403). Give the job the permission pull-requests: write.",
    );
    expect(stdout).not.toContain("the-token");
  });

  it("writes no comment for a push, nor when told not to", async () => {
    expect((await run(planText("same"), {}, { GITHUB_EVENT_NAME: "push" })).code).toBe(0);
    expect((await run(planText("same"), pullRequest(), { IMPACT_COMMENT: "false" })).code).toBe(0);
    expect(calls).toEqual([]);
  });

  it("shows what a failed preview says, on one line", async () => {
    const plan = JSON.stringify({
      steps: [],
      diagnostics: [{ severity: "error", message: "no\n::set-env name=X::y" }],
    });
    const { code, stdout } = await run(plan, pullRequest());
    expect(code).toBe(1);
    expect(stdout.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([
      expect.stringContaining("::error::CS6002: pulumi preview failed:%0Ano%0A::set-env"),
    ]);
  });
});

describe("the action refuses", () => {
  it.each([
    ["pull_request_target", pullRequest(), "does not run on pull_request_target"],
    ["issue_comment", {}, "does not run on issue_comment"],
    [
      "pull_request",
      pullRequest({ head: { repo: { full_name: "stranger/infra" } } }),
      "from forks",
    ],
    ["pull_request", pullRequest({ head: { repo: null } }), "from forks"],
  ])("%s %#, before anything is run", async (name, event, message) => {
    rmSync(join(root, "arguments"), { force: true });
    const { code, stdout } = await run(planText("same"), event, { GITHUB_EVENT_NAME: name });
    expect([code, existsSync(join(root, "arguments"))]).toEqual([1, false]);
    expect(stdout).toContain(message);
  });
});

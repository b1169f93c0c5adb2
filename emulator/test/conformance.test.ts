import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documented } from "commerce-services-testkit/emulator/openapi";
import { describe, expect, it } from "vitest";
import { checks, judge } from "../conformance/suite";
import { table } from "../conformance/table";
import { command, run, scratch } from "./support/program";
import { start } from "./support/start";

const TABLE = join(__dirname, "../CONFORMANCE.md");

/** Outcomes that plain HTTP can't bring about by itself, and the test that does. */
const ELSEWHERE = new Map([
  ["POST /v1/keys -> 403", "`portal.test.ts`: lets only the licence holder make and delete pairs"],
  [
    "DELETE /v1/keys/{publicKey} -> 403",
    "`portal.test.ts`: lets only the licence holder make and delete pairs",
  ],
]);

describe("the conformance suite", () => {
  it.each(["exclusive", "overlapping", "delete-first"] as const)(
    "is passed by the emulator under the policy %s",
    async (keyPolicy) => {
      const emulator = await start({ keyPolicy });
      const portal = { url: emulator.portalUrl, token: emulator.portalToken };
      const verdicts = await judge({ ...emulator, portal }, true);
      expect(verdicts.filter(({ result }) => result !== "passed")).toEqual([]);
      expect(verdicts).toHaveLength(checks.length);
    },
  );

  it("changes nothing unless it is told to", async () => {
    const emulator = await start();
    const pair = await emulator.issueKey("production");
    emulator.initialize("Shop", "production");
    const contents = async () => ({ ...(await emulator.snapshot()), keys: emulator.keys().length });
    const before = await contents();
    const verdicts = await judge({ ...emulator, pair }, false);
    expect(verdicts.filter(({ result }) => result === "failed")).toEqual([]);
    expect(verdicts.filter(({ result }) => result === "passed").length).toBeGreaterThan(60);
    expect(await contents()).toEqual(before);
  });

  it("notices a service that does otherwise", async () => {
    const emulator = await start({ maxProjects: 2, jwtChecks: "strict" });
    emulator.faults.add({
      operation: "dataSpace.cleanup",
      times: null,
      effect: { kind: "status", status: 204, body: "", when: "after-change" },
    });
    const portal = { url: emulator.portalUrl, token: emulator.portalToken };
    const failed = (await judge({ ...emulator, portal }, true)).filter(
      ({ result }) => result === "failed",
    );
    expect(failed.map(({ check }) => check.title)).toEqual(
      expect.arrayContaining(["a project too many", "200 with the row, not an empty 204"]),
    );
  });

  it("runs as a program, aimed by flags", async () => {
    const emulator = await run();
    const file = join(scratch(), "token");
    writeFileSync(file, emulator.portalToken);
    const urls = [
      "--gateway-url",
      emulator.gatewayUrl,
      "--sandbox-gateway-url",
      emulator.sandboxGatewayUrl,
    ];
    const portal = ["--portal-url", emulator.portalUrl, "--portal-token-file", file];
    const { code, stdout } = await command("conformance", ...urls, ...portal, "--write");
    expect(stdout.trim().split("\n").at(-1)).toBe(`${checks.length} passed, 0 failed, 0 left out`);
    expect(code).toBe(0);
  });

  it("has a check for every outcome in the OpenAPI files", () => {
    const proven = new Set([
      ...checks.map(({ endpoint, status }) => `${endpoint} -> ${status}`),
      ...ELSEWHERE.keys(),
    ]);
    const outcomes = [...documented("registry.yaml"), ...documented("portal.yaml")].flatMap(
      ({ method, pattern, statuses }) =>
        statuses.map((status) => `${method} ${pattern.replace(/:(\w+)/g, "{$1}")} -> ${status}`),
    );
    expect(outcomes.filter((outcome) => !proven.has(outcome))).toEqual([]);
    expect([...proven].filter((outcome) => !outcomes.includes(outcome))).toEqual([]);
  });

  it("gives its checks names of their own", () => {
    const names = checks.map(({ endpoint, status, title }) => `${endpoint} ${status} ${title}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is told in CONFORMANCE.md (UPDATE=1 writes it anew)", () => {
    if (process.env.UPDATE) writeFileSync(TABLE, table(ELSEWHERE));
    expect(readFileSync(TABLE, "utf8")).toBe(table(ELSEWHERE));
  });
});

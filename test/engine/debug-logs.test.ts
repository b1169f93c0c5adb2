import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { expect, it } from "vitest";

const program = `
const { ApiKeyPair, SaasProject } = require("pulumi-commerce-services");
const pair = new ApiKeyPair("key", { environment: "production" });
new SaasProject("project", { name: "Shop", keyPair: pair.keyPair });
exports.privateKey = pair.privateKey;
`;

/** Lines that hold the key's body in clear; escaped line breaks count as such. */
function linesWith(privateKey: string, text: string): number {
  const piece = privateKey.split("\n")[10] ?? "";
  expect(piece).toHaveLength(64);
  return text.split("\n").filter((line) => line.includes(piece)).length;
}

it("finds private keys in the four outputs of the engine that docs/security.md names, and warns", async () => {
  const { project, close } = await createCommerce({ program, showsKeys: true });
  const grpcLog = join(project.root, "grpc.json");
  const up = (args: string[], env: Record<string, string> = {}) => {
    Object.assign(project.env, env);
    return project.run(["up", "--yes", "--skip-preview", ...args]);
  };
  const debugged = await up([], { PULUMI_DEBUG_GRPC: grpcLog });
  expect(debugged.code).toBe(0);
  expect(debugged.stdout).toContain("CS5016");
  delete project.env.PULUMI_DEBUG_GRPC;
  const { privateKey } = (await project.outputs()) as Record<string, string>;
  const inGrpcLog = linesWith(privateKey ?? "", readFileSync(grpcLog, "utf8"));

  expect((await project.destroy()).code).toBe(0);
  const verbose = await up(["--logtostderr", "-v=9"]);
  expect(verbose.stdout).toContain("CS5016: this run is under -v=9,");
  const second = (await project.outputs()) as Record<string, string>;
  const inVerboseLog = linesWith(second.privateKey ?? "", verbose.stderr);

  expect((await project.destroy()).code).toBe(0);
  const events = await up(["--json"]);
  const third = (await project.outputs()) as Record<string, string>;
  const inEvents = linesWith(third.privateKey ?? "", events.stdout);
  expect(events.stdout).toContain("CS5016: this run is under up --json,");

  const debug = await project.preview("--debug");
  const inDebug = linesWith(third.privateKey ?? "", debug.stdout);
  expect(debug.stdout).toContain("CS5016: this run is under --debug,");

  // How many differs between engines; that there are any is why the page warns of them.
  for (const lines of [inGrpcLog, inVerboseLog, inEvents, inDebug]) {
    expect(lines).toBeGreaterThan(0);
  }
  await close();
});

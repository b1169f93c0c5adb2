import { rmSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { runCommand } from "commerce-services-testkit/process/command";
import { findSecret } from "commerce-services-testkit/project";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  formats,
  impactOf,
  type Report,
  readPlan,
  render,
  reportSchema,
} from "../../provider/impact";
import type { Edit } from "../exactness/samples";
import { openShop, type Shop, WHOLE_PLAN } from "../exactness/shop";
import { interruptions, ruled } from "../unit/impact/support";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop("exclusive", {
    sandbox: "plain",
    staging: true,
    worker: false,
    viaApply: false,
  });
  expect((await shop.project.up()).code).toBe(0);
  await shop.handOver();
});
afterAll(() => shop.close());

/** The command as a user runs it, which runs the genuine `pulumi preview` itself. */
async function impact(...args: string[]): Promise<{ code: number | undefined; report: Report }> {
  const { dir, env } = shop.project;
  const bin = join(checkoutRoot(), "dist", "cli", "bin.js");
  const options = ["impact", "--no-input", "--format", "json", ...args];
  const { code, stdout, stderr } = await runCommand(process.execPath, [bin, ...options], {
    cwd: dir,
    env,
  });
  if (stdout === "") throw new Error(stderr);
  return { code, report: reportSchema.parse(JSON.parse(stdout)) };
}
const edit = (kind: Edit["kind"], text = "edited") => shop.edit([{ kind, text }]);
const current = () =>
  shop.emulator.keys("production").find(({ status }) => status === "accepted")?.publicKey;
/** Updates side by side come in any order, and so do the interruptions that they end. */
const expectInterruptions = (report: Report, expected: readonly string[]) =>
  expect([...interruptions(report)].sort()).toEqual([...expected].sort());
/** Steps of resources side by side come in any order. */
const steps = ({ steps }: Report) => steps.map(({ op, name }) => `${op} ${name}`).sort();

const rotation = [
  "create-replacement key",
  "delete-replaced key",
  "update dev",
  "update live",
  "update project",
  "update shop",
  "update shop-staging",
  "update shop-web",
  "update staging",
];

it("says nothing of a plan that changes nothing, and all of a rotation that nobody asked for", async () => {
  const { code, report } = await impact("--detailed-exitcode");
  expect([code, report.headline, report.risks]).toEqual([0, "Nothing changes.", []]);
  const asked = await impact("--rotate", "key", "--fail-on", "high");
  expect([asked.code, asked.report.question]).toEqual([
    3,
    "a rotation of key, which nobody has asked for yet",
  ]);
  expectInterruptions(asked.report, [
    "shop/key: create-replacement key → update shop-web",
    "shop-dev/key: create-replacement key → person",
    "shop-staging/key: create-replacement key → update shop-staging",
  ]);
  expect(steps(asked.report)).toEqual(rotation);
});

describe("a rotation", () => {
  let first: string | undefined;
  beforeAll(async () => {
    first = current();
    await edit("keepers", "second");
  });

  it("is what was said before anybody asked for it", async () => {
    const { report } = await impact();
    expect(steps(report)).toEqual(rotation);
    expect(ruled(report)).toEqual([
      "high production-interrupted shop",
      "high store-open-ended shop-dev",
      "medium store-interrupted shop-staging",
      "medium unseen-users key",
    ]);
    expectInterruptions(report, [
      "shop/key: create-replacement key → update shop-web",
      "shop-dev/key: create-replacement key → person",
      "shop-staging/key: create-replacement key → update shop-staging",
    ]);
    expect(report.pairs).toMatchObject([
      {
        name: "key",
        change: "rotated",
        from: first,
        to: null,
        toUnknown: true,
        reasons: ["keepers"],
      },
    ]);
    const services = report.stores.map(({ name, services }) => [name, services.length]);
    expect(Object.fromEntries(services)).toEqual({ shop: 5, "shop-dev": 5, "shop-staging": 5 });
    // The rows say CS5001, CS5026 and CS5027; the report says the same itself.
    expect(report.warnings).toEqual([]);
  });

  it("interrupts nobody that it feeds in an overlapping account, and nobody with --target, which is refused", async () => {
    const overlapping = await impact("--key-policy", "overlapping");
    // The one that no resource feeds: until a person gives it the new pair.
    expectInterruptions(overlapping.report, ["shop-dev/key: delete-replaced key → person"]);
    const { code, report } = await impact("--target", shop.urn("key"), "--fail-on", "critical");
    expect(code).toBe(3);
    // The account has one live pair: the run is refused before that one ends.
    expectInterruptions(report, []);
    expect(ruled(report).slice(0, 2)).toEqual([
      "critical target-hides-dependants key",
      "high run-refused key",
    ]);
  });

  it("that failed half-way is said to be finished, with the stores interrupted since", async () => {
    shop.fleet.setDown(true);
    expect((await shop.project.up()).code).not.toBe(0);
    shop.fleet.setDown(false);
    const { report } = await impact();
    expect(report.pairs).toMatchObject([
      { name: "key", change: "left to delete", from: current() },
    ]);
    expectInterruptions(report, [
      "shop/key: earlier-run → update shop-web",
      "shop-staging/key: earlier-run → update shop-staging",
    ]);
    expect(ruled(report)).toContain("medium failed-rotation key");
    expect(report.steps.at(-1)).toMatchObject({
      op: "delete-replaced",
      does: `deletes ${first} and proves it dead`,
    });
    expect((await shop.project.up()).code).toBe(0);
  });
});

it("tells other edits from rotations: renames, data spaces, supplied pairs", async () => {
  await edit("project name", "renamed");
  expect(ruled((await impact()).report)).toEqual(["low renamed project"]);

  await edit("rebind production");
  const { report } = await impact();
  expect(ruled(report)).toEqual([
    "critical production-data-space-changed shop",
    "low renamed project",
  ]);
  expect(report.dataSpaces[0]?.resync).toHaveLength(9);
  expect((await shop.project.up()).code).toBe(0);

  await edit("supplied", "by hand");
  const supplied = await impact();
  expectInterruptions(supplied.report, [
    "shop/key: portal → update shop-web",
    "shop-dev/key: portal → person",
    "shop-staging/key: portal → update shop-staging",
  ]);
  expect(supplied.report.pairs).toMatchObject([
    { change: "rotated", issuer: "supplied", to: current() },
  ]);
});

it("never holds a private key, whatever the engine was told to show", async () => {
  const { project } = shop;
  const supplied = shop.world.key.supplied?.privateKey ?? "";
  const held = JSON.parse(
    JSON.stringify((await project.run(["stack", "export", "--show-secrets"])).json),
  ) as {
    deployment: { resources: { outputs?: { privateKey?: { plaintext?: string } } }[] };
  };
  const recorded = held.deployment.resources.flatMap(({ outputs }) =>
    outputs?.privateKey?.plaintext ? [JSON.parse(outputs.privateKey.plaintext) as string] : [],
  );
  const keys = [supplied, ...recorded];
  expect(keys).toHaveLength(3);
  const { stdout } = await project.run(["preview", ...WHOLE_PLAN, "--show-secrets"]);
  // Engines differ in what they show: so every mark of a secret is made a key as well.
  for (const plan of [
    stdout,
    ...keys.map((key) => stdout.replaceAll('"[secret]"', JSON.stringify(key))),
  ])
    for (const format of formats) {
      const bytes = Buffer.from(await render(impactOf(readPlan(plan)), format));
      for (const key of keys) expect(findSecret(key, [{ where: format, bytes }])).toEqual([]);
    }
  rmSync(join(project.dir, "world.json"));
});

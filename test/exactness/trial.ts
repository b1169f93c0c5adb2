import { impactOf, type Plan, type Report, readPlan } from "../../provider/impact";
import type { RawPlan } from "./callsOf";
import { foretold, isRefused } from "./foretold";
import { happened } from "./happened";
import { outputsIn } from "./outputs";
import type { Trial } from "./samples";
import { compare, type Outcome } from "./score";
import type { Shop } from "./shop";

/** A pair of before and after: how what was said of it compares with what happened. */
export interface Pair {
  /** The edits, in words. */
  readonly did: readonly string[];
  readonly how: "whole" | "target" | `after ${Trial["run"]}`;
  readonly outcome: Outcome;
}

export type Foretell = (plan: Plan, targeted: boolean) => Report;
const foretell: Foretell = (plan, targeted) => impactOf(plan, { complete: true, targeted });

/** Edits, previews, runs, and compares what was said with what happened. */
export async function measure(
  shop: Shop,
  { edits, run }: Trial,
  say: Foretell = foretell,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const did = edits.length > 0 ? await shop.edit(edits) : ["first program"];
  const pair = async (how: Pair["how"], flags: readonly string[] = []): Promise<void> => {
    const outcome = await previewAndRun(shop, flags, say);
    if (outcome) pairs.push({ did, how, outcome });
  };
  if (run === "target") await pair("target", ["--target", shop.urn("key")]);
  if (run === "fails") {
    shop.fleet.setDown(true);
    await shop.up([]);
    shop.fleet.setDown(false);
    await shop.handOver();
    await shop.fleet.endRun();
  }
  const isSecond = run === "fails" || pairs.length > 0;
  await pair(isSecond ? `after ${run}` : "whole");
  return pairs;
}

/** The engine makes no plan that would leave a resource out which the program no longer has. */
const NO_PLAN = "was not specified in --target list";

/** Undefined where there is no plan, so that nothing is foretold. */
async function previewAndRun(
  shop: Shop,
  flags: readonly string[],
  say: Foretell,
): Promise<Outcome | undefined> {
  const { emulator, fleet } = shop;
  const preview = await shop.preview(flags);
  if (flags.length > 0 && preview.stdout.includes(NO_PLAN)) return undefined;
  if (preview.code !== 0)
    throw new Error(`the preview failed:\n${preview.stdout}${preview.stderr}`);
  const plan = readPlan(preview.stdout);
  const report = say(plan, flags.length > 0);
  const raw = JSON.parse(preview.stdout) as RawPlan;

  const since = emulator.calls().at(-1)?.sequence ?? 0;
  const { code, stdout, stderr } = await shop.up(flags);
  await shop.handOver();
  // A run that ends early has not told the program everything.
  const told = outputsIn(shop.project.dir);
  const outputs = isRefused(report) ? { said: [], happened: [] } : told;
  const fact = happened(stdout, emulator.calls(since), await fleet.endRun(), outputs.happened);
  const said = foretold(plan, report, raw, outputs.said);
  if ((code === 0) === isRefused(report))
    throw new Error(
      `the run ended with ${code}, a refused deletion was ${isRefused(report) ? "" : "not "}foretold (${report.policy.keyPolicy}, up ${flags.join(" ")}; risks ${report.risks.map(({ rule }) => rule).join(", ")}): ${stdout.match(/CS\d{4}: [^"\\]*/g)?.at(-1)}\n${stdout.slice(-3000)}${stderr}`,
    );
  const doubtful = new Set(report.steps.filter(({ doubtful }) => doubtful).map(({ urn }) => urn));
  return compare(said, fact, doubtful);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Figures, ratio, tableOf } from "commerce-services-testkit/exactnessFigures";
import type { ProviderKind } from "commerce-services-testkit/project/providerKind";

/** What stands between `<!-- exactness: … -->` and its end is written by `npm run docs`. */
const part = /(<!-- exactness: (\w+)[^>]*-->\n)[\s\S]*?(<!-- \/exactness -->)/g;

/** The page with the figures of the runs in a folder, each of which `npm run exactness` left there. */
export function withExactness(page: string, folder: string): string {
  const runs = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Figures);
  const parts: Readonly<Record<string, () => string>> = {
    sentence: () => sentence(runs),
    table: () => table(runs),
  };
  return page.replace(
    part,
    (_, begin: string, name: string, end: string) => `${begin}${parts[name]?.() ?? ""}\n${end}`,
  );
}

const pairsIn = (runs: readonly Figures[]) => runs.reduce((sum, { pairs }) => sum + pairs, 0);

function sentence(runs: readonly Figures[]): string {
  const sum = (what: string, count: "right" | "wrong" | "missed") =>
    runs.reduce((all, { scores }) => all + (scores[what]?.[count] ?? 0), 0);
  const said = ["operations", "properties", "outputs", "calls", "interruptions"].map((what) => {
    const right = sum(what, "right");
    return `${what} ${ratio(right, sum(what, "wrong"))} / ${ratio(right, sum(what, "missed"))}`;
  });
  const doubtful = sum("doubtful", "right") + sum("doubtful", "wrong");
  return [
    `Over ${pairsIn(runs)} pairs of before and after, through either provider, precision / recall: ${said.join(", ")}. Counted`,
    `apart: ${doubtful} updates that the report itself calls doubtful, of which ${sum("doubtful", "right")} came.`,
  ].join("\n");
}

const providers: Readonly<Record<ProviderKind, string>> = {
  dynamic: "Through the dynamic provider",
  native: "Through the native provider",
};

const table = (runs: readonly Figures[]) =>
  Object.entries(providers)
    .map(([provider, title]) => ({ title, own: runs.filter((run) => run.provider === provider) }))
    .filter(({ own }) => own.length > 0)
    .map(({ title, own }) => tableOfDoor(title, own))
    .join("\n\n");

function tableOfDoor(title: string, runs: readonly Figures[]): string {
  const parts = new Map<string, number>();
  for (const run of runs)
    for (const [part, count] of Object.entries(run.parts))
      parts.set(part, (parts.get(part) ?? 0) + count);
  const list = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  const seeds = runs.map(({ seed, pairs }) => `${pairs} with seed ${seed}`).join(", ");
  return [
    `${title}, ${pairsIn(runs)} pairs of before and after (${seeds}):`,
    "",
    tableOf(runs),
    "",
    `Of these pairs: ${list.map(([part, count]) => `${part} ${count}`).join(", ")}.`,
  ].join("\n");
}

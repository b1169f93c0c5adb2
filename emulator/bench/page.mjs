// node emulator/bench/page.mjs prints BENCHMARK.md as the kept figures have it; `record` writes it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const kept = (name) =>
  JSON.parse(readFileSync(new URL(`figures/${name}.json`, import.meta.url), "utf8"));

const grouped = (number) => number.toLocaleString("en-US");

const on = ({ date, node, processor, loadBefore }) => {
  // Runs from before the load was kept do not know it.
  const load = loadBefore === undefined ? [] : [`load average before the run ${loadBefore}`];
  return `${[date, `Node ${node}`, processor, ...load].join(", ")}.`;
};

const row = (cells) => `| ${cells.join(" | ")} |`;

export function page() {
  const [bench, soak, kills] = ["bench", "soak", "kills"].map(kept);
  const [, settled] = soak.megabytes;
  return [
    "# What the emulator costs",
    "",
    "Generated from `bench/figures`, where the last recorded runs stand; a test keeps it true.",
    "",
    "## Beside a bare server and beside dynalite",
    "",
    `\`npm run bench:emulator -- --record\`: all in one run, by one client, the starts in turns (median of`,
    `${bench.runs}).`,
    on(bench),
    "",
    row(["", "measured", "goal"]),
    row(["---", "---", "---"]),
    ...bench.results.map(({ what, measured, goal, met }) =>
      row([what, measured, met ? goal : `${goal}: **missed**`]),
    ),
    "",
    "Reads are signed ahead, since a client signs far fewer a second than a server verifies; each one's",
    "signature is verified, none is remembered. Pairs are handed in ready-made: making one takes a",
    "quarter of a second.",
    "",
    "## A million calls",
    "",
    `\`npm run soak -- emulator/test/million\`: ${grouped(soak.calls)} signed reads, and one pair issued for every`,
    "twenty of them, which somebody deletes after each tenth of the run.",
    on(soak),
    "",
    `- memory after each tenth: ${soak.megabytes.join(", ")} MB`,
    `- growth from the second tenth to the last: ${soak.megabytes.at(-1) - settled} MB`,
    "",
    "More than in the table above, because thousands of pairs are listed at a time: Node gives the young",
    "generation more room when much of it survives.",
    "",
    "## Killed under load",
    "",
    `\`npm run soak -- emulator/test/kill\`: renames, issues and deletions until \`kill -9\`, then a start`,
    `on the same file and a comparison with everything that was ever answered.`,
    on(kills),
    "",
    `- kills: ${grouped(kills.kills)}`,
    `- writes answered before them: ${grouped(kills.answered)}`,
    `- answered writes lost: ${kills.lost}`,
    "",
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.stdout.write(page());

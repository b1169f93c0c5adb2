import { type Goal, goalsOf } from "./goals";
import { ofGrowth } from "./growth";
import type { Measured } from "./measure";
import { dataSpaceCount, planOfSize } from "./mix";
import { notes } from "./notes";
import { medianMs, othersShare, type Report } from "./report";
import type { Rotation } from "./rotation";
import { goalsTable } from "./summary";
import {
  callsTable,
  cpuTable,
  markdown,
  NONE,
  outputsTable,
  seconds,
  timesTable,
  weightsTable,
  whole,
} from "./tables";
import { type Way, ways } from "./ways";

/** The page of the documentation, from the data of one run alone. */
export function document(report: Report): string {
  const goals = goalsOf(report);
  return `${[
    "# Performance",
    "<!-- Written by tools/bench (npm run bench). Edit that, not this. -->",
    "What would you write instead? A provider of your own, as a stock `pulumi.dynamic.Resource`. Both [providers](providers.md) of this package, the dynamic provider (**ours**) and the provider plugin (**plugin**), are measured beside that, and beside what nothing can be faster than: the engine itself.",
    whatWasRun(report),
    "## Goals",
    `Each ratio is of two commands of the same turn, seconds apart where they are short and minutes where they are not; what stands here is the median of them. ${verdict(goals)}`,
    markdown(goalsTable(goals)),
    ...missed(goals),
    "## Figures",
    "Seconds are of this one machine; ratios travel better. Each cell is the median of all turns of all rounds, with the least in brackets where it differs.",
    ...report.sizes.flatMap(ofSize),
    "### Calls to the service",
    markdown(callsTable(report.sizes)),
    "A preview makes none. The others grow with the time that a command takes, not with the stack: all data spaces of an account are one listing, which is fetched once for each pair that signs, and again after half a minute.",
    ...ofOutputs(report),
    "### A rotation",
    ofRotation(report.rotation),
    "## How cost grows",
    "![Seconds of up, no-op preview and refresh by number of resources, for each of the five ways](performance.svg)",
    ...ofGrowth(report.sizes),
    "## Ten thousand data spaces",
    ...advice(report),
    "## How it is measured",
    METHOD,
  ].join("\n\n")}\n`;
}

function whatWasRun(report: Report): string {
  const { measuredAt, command, minutes, machine, sizes } = report;
  const rounds = sizes.map((size) => `${whole(size.size)} (${count(size.rounds.length, "round")})`);
  return [
    `Measured on ${measuredAt.slice(0, 10)} with \`${command}\`, in ${whole(minutes)} minutes: stacks of ${rounds.join(", ")} resources.`,
    `Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${machine.system}; Node ${machine.node}, Pulumi ${machine.engine}, \`@pulumi/pulumi\` ${machine.sdk}; state in local files. ${company(report)}`,
    "All figures, round by round: [performance.json](performance.json).",
  ].join("\n");
}

/** More than the kernel and a shell need. */
const NOISE = 0.05;

function company(report: Report): string {
  const share = othersShare(report);
  if (share === undefined) return "How much else the machine did is not known.";
  const part = `${(share * 100).toFixed(share < NOISE ? 1 : 0)} % of its processors`;
  return share < NOISE
    ? `Other work had ${part}.`
    : `**The machine was shared: other work had ${part}, so seconds are too high and ratios are rough.**`;
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

function verdict(goals: readonly Goal[]): string {
  const of = (isMet: boolean | undefined) => goals.filter((goal) => goal.isMet === isMet).length;
  const unmeasured = of(undefined) ? `, ${of(undefined)} not measured in this run` : "";
  return `Of ${goals.length} goals ${of(true)} are met, ${of(false)} missed${unmeasured}.`;
}

/** Why a goal is missed: looked into by hand, so the notes are part of the tool. */
function missed(goals: readonly Goal[]): string[] {
  const ofThem = goals.filter(({ isMet }) => isMet === false);
  if (ofThem.length === 0) return [];
  const lines = ofThem.map(
    ({ id, text }) => `- **${text}**: ${notes[id] ?? "not looked into yet."}`,
  );
  return ["### Goals that are missed", lines.join("\n")];
}

function ofSize(measured: Measured): string[] {
  const { size, dataSpaces, rounds } = measured;
  const projects = size - dataSpaces - 2;
  const fewer = ways.filter((way) => roundsWith(way, measured) < rounds.length);
  const told = fewer.map((way) => `${way} ${roundsWith(way, measured)}`);
  const note = fewer.length > 0 ? ` (${told.join(", ")})` : "";
  return [
    `### ${whole(size)} resources`,
    `2 key pairs, ${count(projects, "project")}, ${count(dataSpaces, "data space")}; ${count(rounds.length, "round")}${note}.`,
    markdown(timesTable(measured)),
    markdown(cpuTable(measured)),
    markdown(weightsTable(measured)),
  ];
}

const roundsWith = (way: Way, { rounds }: Measured) =>
  rounds.filter((round) => round.some((run) => run.way === way)).length;

function ofRotation({ dataSpaces, ours, plugin, stock }: Rotation): string {
  const operations = Object.entries(ours.operations).map(([name, times]) => `${times} ${name}`);
  return [
    `One pair that feeds ${dataSpaces} data spaces is replaced: ${ours.calls} calls in all (${operations.join(", ")}); the plugin makes ${plugin.calls}, stock ${stock?.calls ?? NONE}.`,
    `Their stores are on Adobe Commerce on Cloud, so that the first \`up\` writes to each: it needs ${ours.first["registry.list"] ?? 0} listings for ${ours.first["dataSpace.cloudId"] ?? 0} writes.`,
    `Afterwards ${ours.proven} of ${dataSpaces} data spaces (plugin: ${plugin.proven}) hold the new pair, each with a row in the listing that the service gave to that pair; the old pair ${ours.isOldPairDead && plugin.isOldPairDead ? "was seen to be refused" : "was not seen to be refused"}.`,
  ].join(" ");
}

function ofOutputs({ outputs }: Report): string[] {
  if (!outputs) return [];
  return [
    "### What outputs cost",
    "Engine, SDK and program handle each property by itself, so bare has the outputs that ours and stock have. Without them it is as fast as a resource can be that shows its program nothing of what the service made of it:",
    markdown(outputsTable(outputs)),
  ];
}

function advice({ sizes, settings, split }: Report): string[] {
  const ofLargest = split && sizes.find(({ size }) => size === split.size * split.stacks);
  const ofOne = ofLargest && medianMs(ofLargest, "ours", "up");
  const measured =
    split && ofLargest && ofOne
      ? `Measured here: one \`up\` of ${whole(ofLargest.size)} takes ${seconds(ofOne)} s; ${split.stacks} stacks of ${split.size}, ${split.atOnce} at a time on the same machine, take ${seconds(split.ms)} s together.`
      : "How much, this run is too short to show.";
  return [
    `- **A stack for each account, and for each few hundred data spaces.** A pair belongs to an account, so that is where a rotation begins and ends; what a stack costs grows faster than its size. ${measured} ${ofManyStacks(split)}`,
    "- **Where an account is split over stacks**, one of them holds an ApiKeyRing and the others take its pair by a stack reference: the ring keeps the previous pair alive until all of them have been brought up.",
    "- **Refresh costs one listing for each pair and process**, whatever the number of data spaces: beside an `up` it is nothing, so there is little reason to leave it out.",
    "- **The state backend decides.** Local files and object stores write the whole state after each step, and keep the one before: that is the most of what an `up` of a large stack does. Only local files were measured here; Pulumi Cloud takes the changes alone. More at once helps only where the service is slow to answer: the emulator is not. What the engine's settings do:",
    ...(settings.length > 0
      ? [
          markdown({
            head: [`up of ${whole(settings[0]?.size ?? 0)}, ours`, "seconds", "state, kB"],
            rows: settings.map(({ title, ms, stateBytes }) => [
              title,
              seconds(ms),
              whole(stateBytes / 1_000),
            ]),
          }),
          "`PULUMI_SKIP_CHECKPOINTS` shows what the writing costs, and is **not** to be used with issued pairs: the state is written at the end alone, so that a run which is killed loses every private key that it was given, and the service gives none of them twice. Switching the backups off is safe for the pairs, and leaves no former state to go back to.",
        ]
      : ["Not measured in this run: the short form leaves it out."]),
  ];
}

/** What the advice is for. */
const MANY = 10_000;

function ofManyStacks(split: Report["split"]): string {
  if (!split) return "";
  const stacks = Math.ceil(MANY / dataSpaceCount(planOfSize(split.size)));
  const minutes = (split.ms / split.stacks / 60_000) * stacks;
  return `Ten thousand data spaces are ${stacks} such stacks: ${whole(minutes)} minutes at that rate, and any number of machines can share them.`;
}

const METHOD = [
  "One program declares the same stack with five sets of classes (`tools/bench/programs`):",
  "",
  "- **ours**: this package, as the dynamic provider.",
  "- **plugin**: the same through `pulumi-commerce-services/native`: the provider plugin.",
  "- **bare**: a provider with a constant loader like ours that does nothing: it answers each call with what it was given, so that its state has the private key in the inputs of a resource and in its outputs, where ours has a fingerprint in the inputs. The same inputs and outputs, the outputs made up. The floor of this way into the engine.",
  "- **stock**: `pulumi.dynamic.Resource` with the same inputs, outputs and calls. One provider object for each type; signatures and listings are kept between calls.",
  "- **floor**: component resources with the same inputs. No provider process.",
  "",
  "Ours, plugin and stock each have an emulator of the service in a process of its own, with an account that has the projects already. Within each phase they take turns, another one first in each turn, the destroys apart: those begin with what matters most, since what would not end in time is left out (a dash). What is short, the no-op preview and the refresh, is taken three times in each round of what is compared closely (ours, plugin, bare). Stock and floor are slow to measure or far off: unless `--runs` says so, they take part in the first round alone; the plugin joins at the largest size in the second.",
  "",
  "Each way has its own stack, Pulumi home and local state. Processor seconds are those of the engine, the program and the provider together. Memory is the kernel's own high-water mark of the provider process (VmHWM). Its start is the time until it says its port, the least of each round: the plugin, one file, has loaded all of itself by then; the dynamic host loads the provider at its first call, which is the row below, and the clients at the first that needs them. The time of the service is its processor time during the command. The resources are called the same everywhere, since names are a part of the state. Of a split stack each part has an account of its own.",
  "",
  "```sh",
  "npm run bench                # all sizes, in less than 40 minutes on two quiet cores; writes this page",
  "npm run bench -- --runs 2 --minutes 100  # with what those 40 have no time for: all destroys of 1,000, the plugin there, second rounds",
  "npm run bench -- --quick     # up to 100 resources, for CI; writes to .bench/",
  "npm run bench -- --continue  # goes on where an interrupted run ended",
  "npm run bench -- --help",
  "```",
  "",
  "A run fails when a ratio or a number of calls is worse than `tools/bench/gate.ts` allows. Seconds are never judged. `npm test` runs the short form, each size once and without the floor, which the gate does not look at (`test/engine/bench.test.ts`).",
].join("\n");

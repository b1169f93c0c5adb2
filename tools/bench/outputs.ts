import { type Figure, figureOf } from "./figures";
import { openLane } from "./lane";
import type { Tools } from "./measure";
import { type Plan, planOfSize } from "./mix";
import { type Phase, phases, type Way } from "./ways";

/** What a resource's outputs cost by themselves: bare with them and without, and ours beside it. */
export interface OutputsCost {
  readonly size: number;
  readonly phases: readonly {
    readonly phase: Phase;
    /** Seconds on the wall clock, of several commands that took turns; in milliseconds. */
    readonly ours: Figure;
    readonly bare: Figure;
    readonly withoutOutputs: Figure;
  }[];
}

/** Those that do nothing but hand properties round. */
const COMPARED = ["previewSame", "refresh"] as const satisfies readonly Phase[];
const TURNS = 3;

export async function measureOutputs(size: number, tools: Tools): Promise<OutputsCost> {
  tools.say(`What outputs cost, ${size} resources`);
  const plan = planOfSize(size);
  const open = (way: Way, ofPlan: Plan) => openLane(way, ofPlan, tools.engineDir, tools.key);
  const lanes = {
    ours: await open("ours", plan),
    bare: await open("bare", plan),
    withoutOutputs: await open("bare", { ...plan, isWithoutOutputs: true }),
  };
  try {
    for (const lane of Object.values(lanes)) await lane.pulumi(phases.up.command);
    const measured: OutputsCost["phases"][number][] = [];
    for (const phase of COMPARED) {
      const ms = { ours: [] as number[], bare: [] as number[], withoutOutputs: [] as number[] };
      for (let turn = 0; turn < TURNS; turn++)
        for (const name of ["ours", "bare", "withoutOutputs"] as const)
          ms[name].push((await lanes[name].pulumi(phases[phase].command)).ms);
      const of = (name: keyof typeof ms) => figureOf(ms[name]) as Figure;
      const found = { ours: of("ours"), bare: of("bare"), withoutOutputs: of("withoutOutputs") };
      measured.push({ phase, ...found });
    }
    return { size, phases: measured };
  } finally {
    for (const lane of Object.values(lanes)) await lane.close();
  }
}

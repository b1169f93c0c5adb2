import { type Figure, figureOf } from "./figures";
import { openLanes, type Tools } from "./measure";
import { planOfSize } from "./mix";
import { rotated } from "./round";
import { type Phase, phases, SHORT, TURNS } from "./ways";

/** What a resource's outputs cost by themselves: bare with them and without, and ours beside it. */
export interface OutputsCost {
  readonly size: number;
  readonly phases: readonly {
    readonly phase: Phase;
    /** Milliseconds on the wall clock, of several commands that took turns. */
    readonly ours: Figure;
    readonly bare: Figure;
    readonly withoutOutputs: Figure;
  }[];
}

export async function measureOutputs(size: number, tools: Tools): Promise<OutputsCost> {
  tools.say(`What outputs cost, ${size} resources`);
  const plan = planOfSize(size);
  const lanes = await openLanes(["ours", "bare", "bare"], plan, tools);
  try {
    lanes[2]?.writePlan({ ...plan, isWithoutOutputs: true });
    for (const lane of lanes) await lane.pulumi(phases.up.command);
    const measured: OutputsCost["phases"][number][] = [];
    for (const phase of SHORT) {
      const ms: number[][] = lanes.map(() => []);
      for (let turn = 0; turn < TURNS; turn++)
        for (const [index, lane] of rotated([...lanes.entries()], turn))
          ms[index]?.push((await lane.pulumi(phases[phase].command)).ms);
      const [ours, bare, withoutOutputs] = ms.map(figureOf) as [Figure, Figure, Figure];
      measured.push({ phase, ours, bare, withoutOutputs });
    }
    return { size, phases: measured };
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

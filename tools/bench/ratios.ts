import { type Figure, figure, type Pick, ratio } from "./figures";
import type { Measured } from "./measure";
import { callsOf, cpuOf, hostOf, loadOf, msOf, peakOf, stateOf } from "./report";
import { comparisons } from "./tables";
import { type Phase, phaseNames, ways } from "./ways";

/** By way (`ours`) and by comparison (`ours/bare`); without those that were not measured. */
type Compared = Readonly<Record<string, Figure>>;

/** What the page's tables say of one size, for machines. */
export interface FiguresOfSize {
  readonly size: number;
  readonly phases: Readonly<
    Record<Phase, Readonly<Record<"ms" | "cpuMs" | "peakMb" | "calls", Compared>>>
  >;
  readonly stateBytes: Compared;
  /** Of the provider process by itself, before it loads a provider. */
  readonly hostMs: Compared;
  readonly loadMs: Compared;
}

export function figuresOf(measured: Measured): FiguresOfSize {
  const of = (pick: Pick): Compared => {
    const all = [
      ...ways.map((way) => [way, figure(measured, way, pick)] as const),
      ...comparisons.map((pair) => [pair.join("/"), ratio(measured, pair, pick)] as const),
    ];
    return Object.fromEntries(all.filter((entry): entry is [string, Figure] => !!entry[1]));
  };
  const ofPhase = (phase: Phase) => ({
    ms: of(msOf(phase)),
    cpuMs: of(cpuOf(phase)),
    peakMb: of(peakOf(phase)),
    calls: of(callsOf(phase)),
  });
  return {
    size: measured.size,
    phases: Object.fromEntries(
      phaseNames.map((phase) => [phase, ofPhase(phase)]),
    ) as unknown as FiguresOfSize["phases"],
    stateBytes: of(stateOf),
    hostMs: of(hostOf),
    loadMs: of(loadOf),
  };
}

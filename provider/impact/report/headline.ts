import { count, listed } from "../../domain/text";

import type { Interruption, Report } from "./model";

type Parts = Pick<Report, "changes" | "interruptions" | "pairs" | "dataSpaces" | "projects">;

/** The whole report in a sentence or two: what a reader of the first line must know. */
export function headlineOf(parts: Parts, rotate: string | undefined): string {
  const { changes, interruptions, pairs, dataSpaces, projects } = parts;
  if (!changes && interruptions.length === 0) return "Nothing changes.";
  const said: string[] = [];
  const rotated = pairs.filter(({ change }) => change === "rotated").map(({ name }) => name);
  if (rotated.length > 0)
    said.push(`${rotate === undefined ? "Rotates" : "Would rotate"} ${listed(rotated, 3)}`);
  const lost = dataSpaces.filter(({ dataLoss }) => dataLoss);
  if (lost.length > 0)
    said.push(
      `${count(lost.length, "store loses", "stores lose")} access to the data of a data space`,
    );
  said.push(...interruptionPart(interruptions));
  if (said.length === rotated.length && rotated.length > 0)
    said.push("nobody in this stack is interrupted");
  if (said.length === 0) return onlySmallThings(pairs, dataSpaces, projects);
  return `${capital(said.join("; "))}.`;
}

function interruptionPart(interruptions: readonly Interruption[]): string[] {
  if (interruptions.length === 0) return [];
  const names = [...new Set(interruptions.map(({ consumer }) => consumer))];
  const open = interruptions.filter(({ to }) => to.kind === "person");
  const openNames = [...new Set(open.map(({ consumer }) => consumer))];
  const until =
    openNames.length === 0
      ? ""
      : openNames.length === names.length
        ? " until a person acts"
        : ` (${listed(openNames, 3)} until a person acts)`;
  return [`calls of ${listed(names, 3)} may be refused${until}`];
}

function onlySmallThings(
  pairs: Parts["pairs"],
  dataSpaces: Parts["dataSpaces"],
  projects: Parts["projects"],
): string {
  const words = [...pairs, ...dataSpaces, ...projects].map(
    ({ change, name }) => `${name} ${change}`,
  );
  return words.length > 0
    ? `Nobody in this stack is interrupted (${listed(words, 4)}).`
    : "Changes nothing of Commerce Services.";
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

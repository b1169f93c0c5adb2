import type { EngineFlags } from "./engineCommand";

/**
 * Which of these resources, who hold a pair, the running command leaves out by its `--target` and
 * `--exclude`; undefined where the flags do not tell.
 */
export function leftOutBy(flags: EngineFlags, urns: readonly string[]): string[] | undefined {
  const targets = [...flags.values("target"), ...flags.values("target-replace")];
  const excludes = flags.values("exclude");
  const excluded = urns.filter((urn) => excludes.some(matches(urn)));
  // What depends on the excluded is left out too, and which that is the engine alone knows.
  if (excludes.length > 0 && flags.isOn("exclude-dependents") && excluded.length === 0)
    return undefined;
  // Whoever holds the pair depends on it, and comes along.
  if (targets.length === 0 || flags.isOn("target-dependents")) return excluded;
  return urns.filter((urn) => !targets.some(matches(urn)));
}

/** As the engine reads them: `**` stands for anything, `*` for anything without a colon. */
const matches = (urn: string) => (pattern: string) => {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => WILD[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join("")}$`).test(urn);
};

const WILD: Readonly<Record<string, string>> = { "**": ".*", "*": "[^:]*" };

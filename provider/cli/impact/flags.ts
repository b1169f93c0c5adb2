import type { Format, KeyPolicy, Level } from "../../impact";

/** The options of `impact` as commander gives them. */
export interface ImpactFlags {
  readonly plan?: string;
  readonly format: Format;
  readonly output?: string;
  readonly rotate?: string;
  readonly failOn?: Level;
  readonly detailedExitcode?: boolean;
  readonly baseline?: string;
  readonly keyPolicy?: KeyPolicy;
  readonly base?: string;
  readonly input: boolean;
  readonly stack?: string;
  readonly cwd?: string;
  readonly target?: readonly string[];
  readonly targetDependents?: boolean;
  readonly exclude?: readonly string[];
  readonly replace?: readonly string[];
  readonly config?: readonly string[];
  readonly configFile?: string;
  readonly refresh?: boolean;
  readonly parallel?: string;
}

/** What leaves resources out of a plan. */
export const isTargeted = ({ target, exclude }: ImpactFlags): boolean =>
  (target ?? []).length > 0 || (exclude ?? []).length > 0;

/** The arguments of the preview that makes a whole plan. */
export function previewArguments(flags: ImpactFlags): string[] {
  const each = (name: string, values: readonly string[] | undefined) =>
    (values ?? []).flatMap((value) => [name, value]);
  const one = (name: string, value: string | undefined) =>
    value === undefined ? [] : [name, value];
  return [
    "preview",
    "--json",
    "--show-replacement-steps",
    "--show-sames",
    ...one("--stack", flags.stack),
    ...one("--cwd", flags.cwd),
    ...each("--target", flags.target),
    ...(flags.targetDependents ? ["--target-dependents"] : []),
    ...each("--exclude", flags.exclude),
    ...each("--replace", flags.replace),
    ...each("--config", flags.config),
    ...one("--config-file", flags.configFile),
    ...(flags.refresh ? ["--refresh"] : []),
    ...one("--parallel", flags.parallel),
    ...(flags.input ? [] : ["--non-interactive"]),
  ];
}

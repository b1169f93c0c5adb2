import { readFileSync, writeFileSync } from "node:fs";
import { decodedText } from "../../domain/text";
import { previewFailed } from "../../impact/errors";
import { impactOf } from "../../impact/impactOf";
import { type Plan, readPlan } from "../../impact/plan/plan";
import { render } from "../../impact/render";
import { reaches, readBaseline } from "../../impact/report/baseline";
import type { Report } from "../../impact/report/model";
import { fileUnusable, optionInvalid, pulumiMissing } from "../errors";
import { EXIT, type ExitCode } from "../exitCodes";
import { type CliIo, wantsColor } from "../io";
import { withProgress } from "../progress";
import { type ImpactFlags, isTargeted, previewArguments } from "./flags";

/** Runs the command. Throws the errors of the family CS60xx. */
export async function impact(flags: ImpactFlags, io: CliIo): Promise<ExitCode> {
  const baseline =
    flags.baseline === undefined
      ? undefined
      : readBaseline(read(flags.baseline, "--baseline"), flags.baseline);
  if (flags.plan !== undefined) requireNoPreviewFlags(flags);
  const changedSettings = await settingsSince(flags, io);
  const plan = await planOf(flags, io);
  const report = impactOf(plan, {
    rotate: flags.rotate,
    targeted: isTargeted(flags),
    complete: flags.plan === undefined,
    keyPolicy: flags.keyPolicy && { value: flags.keyPolicy },
    changedSettings,
    baseline,
    today: new Date(io.now()).toISOString().slice(0, 10),
  });
  await print(report, flags, io);
  return exitCodeOf(report, flags);
}

/** Before the preview, which takes longer and needs the stack's credentials. */
async function settingsSince(flags: ImpactFlags, io: CliIo) {
  if (flags.base === undefined) return undefined;
  // Loaded now: nothing else needs the YAML library.
  const { changedSettings } = await import("./base.js");
  return changedSettings(flags.base, flags, io);
}

async function planOf(flags: ImpactFlags, io: CliIo): Promise<Plan> {
  if (flags.plan === "-") return readPlan(await io.readStdin(), "standard input");
  if (flags.plan !== undefined) return readPlan(read(flags.plan, "--plan"), flags.plan);
  let noise = "";
  const { code, stdout, failure } = await withProgress(io, "Previewing the stack", () =>
    io.run("pulumi", previewArguments(flags), (text) => {
      noise += text;
    }),
  );
  if (failure !== undefined) throw pulumiMissing(failure);
  // A failed preview prints its errors as part of the document, or, without one, as plain text.
  if (stdout.trim() === "") throw previewFailed(noise.trim() || `exit code ${code ?? "unknown"}`);
  const plan = readPlan(stdout, "the output of pulumi preview");
  if (code !== 0) throw previewFailed(noise.trim() || `exit code ${code ?? "unknown"}`);
  return plan;
}

async function print(report: Report, { format, output, failOn }: ImpactFlags, io: CliIo) {
  const toTerminal = output === undefined;
  const text = await render(report, format, {
    width: toTerminal ? io.stdout.columns : undefined,
    color: toTerminal && wantsColor(io, io.stdout),
    failOn,
  });
  if (output === undefined) io.stdout.write(text);
  else
    try {
      writeFileSync(output, text);
    } catch (error) {
      throw fileUnusable("--output", reasonOf(error));
    }
}

function exitCodeOf(report: Report, { failOn, detailedExitcode }: ImpactFlags): ExitCode {
  if (failOn !== undefined && reaches(report, failOn)) return EXIT.gate;
  return detailedExitcode && report.changes ? EXIT.changes : EXIT.fine;
}

/**
 * A plan is as it is: options that would have made another one must not pass in silence. With `--base`,
 * two of them also say where the settings are.
 */
function requireNoPreviewFlags(flags: ImpactFlags): void {
  const places = flags.base === undefined ? {} : { cwd: undefined, configFile: undefined };
  const given = previewArguments({ ...flags, ...places }).filter(
    (argument) => argument !== "--non-interactive",
  )[4];
  if (given !== undefined)
    throw optionInvalid(given, "it belongs to the preview, and --plan hands one in");
}

function read(file: string, option: string): string {
  try {
    return decodedText(readFileSync(file));
  } catch (error) {
    throw fileUnusable(option, reasonOf(error));
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

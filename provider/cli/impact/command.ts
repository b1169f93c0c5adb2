import { type Command, Option } from "commander";
import { KEY_POLICIES } from "../../domain/keyPolicy";
import { formats } from "../../impact/render";
import { LEVELS } from "../../impact/report/levels";
import type { ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import type { ImpactFlags } from "./flags";

const HELP = `
Examples:
  commerce-services impact                          preview this stack and report
  commerce-services impact --rotate production      before anyone asks for a pair
  commerce-services impact --plan plan.json --format markdown --output comment.md
  commerce-services impact --fail-on high           exit code 3 from high on
  commerce-services impact --base origin/main       with the settings that a branch changes

Make a plan with: pulumi preview --json --show-replacement-steps --show-sames

Exit codes: 0 fine, 1 error, 2 the plan has changes (with --detailed-exitcode),
3 the plan reaches --fail-on.`;

/** `commerce-services impact`: what a plan will do to stores and services. */
export function addImpact(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  const collect = (value: string, all: string[] = []) => [...all, value];
  program
    .command("impact")
    .description("Report what a plan will do to the stack's stores and services.")
    .option(
      "-p, --plan <file>",
      "a plan to read; - for standard input (default: preview the stack)",
    )
    .addOption(
      new Option("-f, --format <format>", "of the report").choices(formats).default("text"),
    )
    .option("-o, --output <file>", "write the report there, instead of to standard output")
    .option("--rotate <name>", "report on a rotation of this pair that nobody has asked for yet")
    .addOption(new Option("--fail-on <risk>", "exit code 3 from this risk on").choices(LEVELS))
    .option("--detailed-exitcode", "exit code 2 when the plan changes something")
    .option("--baseline <file>", "risks that are accepted until a date")
    .addOption(new Option("--key-policy <policy>", "instead of the stack's").choices(KEY_POLICIES))
    .option("--base <revision>", "say which settings differ from those at a git revision")
    .option("--no-input", "never ask for anything")
    .option("-s, --stack <name>", "passed on to pulumi preview")
    .option("-C, --cwd <folder>", "passed on to pulumi preview")
    .option("-t, --target <urn>", "passed on to pulumi preview; repeatable", collect)
    .option("--target-dependents", "passed on to pulumi preview")
    .option("--exclude <urn>", "passed on to pulumi preview; repeatable", collect)
    .option("--replace <urn>", "passed on to pulumi preview; repeatable", collect)
    .option("-c, --config <key=value>", "passed on to pulumi preview; repeatable", collect)
    .option("--config-file <file>", "passed on to pulumi preview")
    .option("-r, --refresh", "passed on to pulumi preview")
    .option("--parallel <n>", "passed on to pulumi preview")
    .addHelpText("after", HELP)
    .action(async (flags: ImpactFlags) => {
      // Loaded now: `--help` needs neither schemas nor renderers.
      const { impact } = await import("./impact.js");
      done(await impact(flags, io));
    });
}

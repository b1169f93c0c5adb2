import {
  isSameStep,
  nameOf,
  type PlanStep,
  type Step,
  typeOf,
} from "commerce-services-testkit/project/plan";
import type { Interruption } from "./announce";
import type { RunningEmulator } from "./emulator";
import type { Folders } from "./folders";
import type { KeyPolicy } from "./options";
import { count, type Row, type StepRun, type StoreCall } from "./timeline";

const label = (step: Step) => `${step.op} ${typeOf(step)} ${nameOf(step)}`;

/** The plan's steps by number, and what they will do to the stores. */
export function planText(
  policy: KeyPolicy,
  plan: readonly PlanStep[],
  announced: readonly Interruption[],
): string[] {
  const numbered = (step: PlanStep | undefined) =>
    step ? `step ${plan.indexOf(step) + 1} (${label(step)})` : "the next run";
  const effects = announced.flatMap(({ store, opens, closes }) => [
    `  ${store}: calls may be refused`,
    `    from ${numbered(opens)}`,
    `    to   ${numbered(closes)}`,
  ]);
  return [
    ...plan.map((step, i) => `  ${String(i + 1).padStart(2)}  ${label(step)}`),
    "",
    `Announced under the key policy ${policy}:`,
    ...(effects.length > 0 ? effects : ["  no store's call is refused"]),
  ];
}

/** A line for each step that took place: when, and what the stores met from then to the next. */
export function timelineText(rows: readonly Row[], announced: readonly Interruption[]): string[] {
  const width = Math.max(...rows.map(({ step }) => (step ? label(step).length : 0)), 10);
  const line = (cells: string[], name: string, mark = "") =>
    `  ${cells.map((cell) => cell.padStart(9)).join("")}  ${name.padEnd(width)}  ${mark}`.trimEnd();
  return [
    line(["from ms", "to ms", "served", "refused", "failed"], "step"),
    ...rows.map(({ step, accepted, refused, failed }) =>
      line(
        [
          String(step?.beganMs ?? 0),
          String(step ? (step.endedMs ?? "-") : ""),
          ...[accepted, refused, failed].map(String),
        ],
        step ? label(step) : "(before)",
        step && markOf(step, announced),
      ),
    ),
  ];
}

function markOf(step: StepRun, announced: readonly Interruption[]): string {
  const stores = announced.filter(({ closes }) => closes && isSameStep(closes, step));
  return [
    ...(announced.some(({ opens }) => isSameStep(opens, step)) ? ["refusals may begin"] : []),
    ...stores.map(({ store }) => `none for ${store} from here`),
  ].join(", ");
}

export function verdictText(
  calls: readonly StoreCall[],
  announced: readonly Interruption[],
  objections: readonly string[],
): string[] {
  if (objections.length > 0) {
    const shown = objections.slice(0, 10);
    const more = objections.length - shown.length;
    return [
      "Verdict: the preview did NOT tell the truth.",
      ...shown.map((objection) => `  - ${objection}`),
      ...(more > 0 ? [`  - and ${more} more`] : []),
    ];
  }
  const refused = count(calls, "refused");
  const all = `${refused} of ${calls.length} calls refused`;
  return [
    announced.length === 0
      ? `Verdict: as announced, ${all}.`
      : `Verdict: as announced, ${all}, every one inside the announced steps.`,
  ];
}

/** How to go on by hand. No secret: the token lies in the stack's configuration. */
export function keptText(
  { pid, gatewayUrl, sandboxGatewayUrl, portalUrl }: RunningEmulator,
  env: NodeJS.ProcessEnv,
  engineDir: string,
  folders: Folders,
  nextRotation: string,
): string[] {
  const exported = Object.keys(env).filter((name) => name.startsWith("PULUMI_"));
  return [
    `The emulator goes on (process ${pid}):`,
    `  production gateway  ${gatewayUrl}`,
    `  sandbox gateway     ${sandboxGatewayUrl}`,
    `  portal              ${portalUrl}`,
    "To go on by hand, in a shell of its own:",
    `  cd ${quoted(folders.project)}`,
    `  export PATH=${quoted(engineDir)}:"$PATH"`,
    ...exported.map((name) => `  export ${name}=${quoted(env[name] ?? "")}`),
    `  pulumi config set quickstart:rotation ${quoted(nextRotation)}`,
    "  pulumi preview --diff",
    "  pulumi up",
    "To end it:",
    `  kill ${pid}`,
  ];
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

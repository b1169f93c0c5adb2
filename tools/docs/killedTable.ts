import { type Figures, sum } from "./figures";

const NAME = /^genuine CLI killed, (.+?), (.+)$/;

/** Operations down, policies across; what was not run is an empty cell. */
export function killedTable(runs: readonly Figures[]): string[] {
  const cells = runs.flatMap((run) => {
    const [, policy = "", operation = ""] = NAME.exec(run.name) ?? [];
    return [{ policy, operation, text: `${run.converged}/${run.points}` }];
  });
  const policies = ["exclusive", "overlapping", "delete-first"];
  const operations = [...new Set(cells.map(({ operation }) => operation))].sort();
  const textOf = (policy: string, operation: string) =>
    cells.find((cell) => cell.policy === policy && cell.operation === operation)?.text ?? "";
  return [
    `**${sum(runs, "converged")} of ${sum(runs, "points")} boundaries converged.** ${sum(runs, "sidecarsMended")} of the kills fell into the engine's own writing of the file beside the state, which was deleted ([security.md](security.md#after-a-killed-run)).`,
    "",
    `| ${["", ...policies].join(" | ")} |`,
    "|---|---|---|---|",
    ...operations.map(
      (operation) =>
        `| ${[operation, ...policies.map((policy) => textOf(policy, operation))].join(" | ")} |`,
    ),
  ];
}

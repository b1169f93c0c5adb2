import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { runCommand } from "commerce-services-testkit/process/command";
import type { Folders } from "./folders";
import type { KeyPolicy } from "./options";

/**
 * The impact report of a plan, by the command that users have: as text for the terminal, and as a
 * page in the folder. The command is run, not imported: tools are compiled before the packages are.
 */
export async function impactText(
  planFile: string,
  keyPolicy: KeyPolicy,
  { state }: Folders,
  signal: AbortSignal,
): Promise<string[]> {
  const page = join(state, "impact.html");
  const bin = join(checkoutRoot(), "dist/cli/bin.js");
  const run = async (...format: string[]) => {
    const args = [bin, "impact", "--plan", planFile, "--key-policy", keyPolicy, ...format];
    const { code, stdout, stderr } = await runCommand(process.execPath, args, { signal });
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`commerce-services impact failed:\n${stderr}`);
    return stdout;
  };
  const [text] = await Promise.all([
    run("--format", "text"),
    run("--format", "html", "--output", page),
  ]);
  return [
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd()),
    "",
    `As a page: ${page}`,
  ];
}

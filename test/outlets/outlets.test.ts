import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { nameOf, openStack, type Shown } from "./measure";
import { flagsIn, type Variant, variantsOf } from "./variants";

/** What prints a secret because that is what it was asked for. */
const ASKED_FOR = /--show-secrets|PULUMI_OPTION_SHOW_SECRETS/;
/** Of the other commands only what showed a key in an `up`, or might by its nature. */
const TELLING = /verbose=(2|3|9)|-v=3|debug|json|trac|GRPC|STREAMING/i;

/** `npm run outlets`: every way to start the engine that shows a private key in clear is warned of. */
it("warns of every outlet of the CLI that shows a key in clear", async () => {
  const stack = await openStack();
  const shown: Shown[] = [];
  const commands: Variant["command"][] = ["up", "preview", "refresh"];
  for (const command of commands) {
    const variants = variantsOf(command, flagsIn(await stack.helpOf(command)));
    for (const variant of variants.filter((one) => command === "up" || TELLING.test(nameOf(one)))) {
      shown.push(await stack.attempt(variant));
    }
  }
  writeFileSync("docs/outlets.md", page(shown, await stack.version()));
  await stack.close();

  const leaks = shown.filter(({ lines }) => Object.keys(lines).length > 0);
  expect(leaks.length).toBeGreaterThan(20);
  const silent = leaks.filter(({ variant, warned }) => !warned && !ASKED_FOR.test(nameOf(variant)));
  expect(silent.map(({ variant }) => nameOf(variant))).toEqual([]);
});

function page(shown: readonly Shown[], version: string): string {
  const rows = shown
    .filter(({ lines }) => Object.keys(lines).length > 0)
    .map(({ variant, lines, warned }) => {
      const where = Object.entries(lines).map(([place, count]) => `${count} in ${place}`);
      const said = ASKED_FOR.test(nameOf(variant)) ? "asked for" : warned ? "CS5016" : "no";
      return `| \`${nameOf(variant)}\` | ${where.join(", ")} | ${said} |`;
    });
  return `# Where the engine shows private keys

<!-- Written by \`npm run outlets\`. Edit test/outlets, not this. -->

Measured with Pulumi ${version}: ${shown.length} ways to start \`up\`, \`preview\` and \`refresh\` of a stack with
one pair and one dependant. Every flag of the CLI's own help by itself, in each spelling, and its twin in
the environment. These showed the private key in clear (lines that hold it):

| command | lines with a key | warned of |
|---|---|---|
${rows.join("\n")}

What is not in the table showed none. \`FOLDER\` is a folder of the measure's own.
`;
}

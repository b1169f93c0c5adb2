import type { CatalogueEntry } from "../../provider/errorCatalogue";
import { placeholder } from "./placeholder";

/** The reader sees at once whether the run went on. */
const KIND = { error: "Error: the operation stops.", warning: "Warning: the operation goes on." };

/**
 * `docs/errors.md`: an entry for each code, in the order of the codes.
 *
 * The heading is the code alone, because the anchor follows from it and the link in every message
 * ends in `#cs1060`.
 */
export function errorsPage(catalogue: readonly CatalogueEntry[]): string {
  return [
    "<!-- Generated from the definitions in provider/ by `npm run docs`. Edit the definitions there. -->",
    "# Errors and warnings",
    INTRODUCTION,
    tableOf(catalogue),
    ...catalogue.map(entryOf),
  ]
    .join("\n\n")
    .concat("\n");
}

const INTRODUCTION = `Every message of this package reads like this:

\`\`\`text
CODE: PATH PROBLEM. FIX See LINK
\`\`\`

- **CODE** never changes its meaning; rely on it in scripts. The wording may improve.
- **PATH** is where to look: an input of the resource (\`supplied.privateKey\`) or a configuration key
  (\`commerce-services:portalUrl\`). It is left out where there is no such place.
- **PROBLEM** and **FIX** name what is wrong in this very case and what to do about it.
- \`…\` below stands for what differs from case to case.
- A refusal by the service also names its \`request\` id, which Adobe Support asks for.

No message holds the value of a secret.`;

function tableOf(catalogue: readonly CatalogueEntry[]): string {
  const rows = catalogue.map(
    ({ code, kind, title }) => `| [${code}](#${code.toLowerCase()}) | ${kind} | ${cell(title)} |`,
  );
  return ["| code | kind | what |", "|---|---|---|", ...rows].join("\n");
}

function entryOf({ code, kind, title, when, file, word }: CatalogueEntry): string {
  return [
    `## ${code}`,
    `**${title}.** ${KIND[kind]}`,
    when,
    "The message, and what to do:",
    `\`\`\`text\n${withoutLink(word(...Array<unknown>(9).fill(placeholder)))}\n\`\`\``,
    `Declared in [\`provider/${file}\`](../provider/${file}).`,
  ].join("\n\n");
}

/** A link from an entry to itself would only be noise. */
const withoutLink = (message: string): string => message.replace(/ See \S+$/, "");

const cell = (text: string): string => text.replaceAll("|", "\\|");

import * as account from "./account";
import * as commands from "./commands";
import * as configuration from "./configuration";
import * as connector from "./connector";
import type { Entry } from "./define";
import * as gateway from "./gateway";
import * as guards from "./guards";
import * as impact from "./impact";
import * as inputs from "./inputs";
import * as keyInput from "./keyInput";
import * as portal from "./portal";
import * as ring from "./ring";
import * as rotation from "./rotation";
import * as sealed from "./sealed";
import * as state from "./state";
import * as transport from "./transport";
import * as unexpected from "./unexpected";
import * as warnings from "./warnings";

/** An entry of the catalogue: what a code means, where it is declared, and how it is worded. */
export interface CatalogueEntry extends Entry {
  /** The file of this folder, without its ending. */
  readonly family: string;
  /** An occurrence, of whatever arguments: an error's `message`, or the text of a warning. */
  readonly word: (...args: unknown[]) => string;
}

/** Every family, under its file's name. A test fails when a file of this folder is missing here. */
const families: Readonly<Record<string, object>> = {
  account,
  commands,
  configuration,
  connector,
  gateway,
  guards,
  impact,
  inputs,
  keyInput,
  portal,
  ring,
  rotation,
  sealed,
  state,
  transport,
  unexpected,
  warnings,
};

/** Every code that this package can raise, in their order. For docs and tests, not for callers. */
export const catalogue: readonly CatalogueEntry[] = Object.entries(families)
  .flatMap(([family, exports]) =>
    Object.values(exports)
      .filter(isDefinition)
      .map((definition) => ({
        code: definition.code,
        kind: definition.kind,
        title: definition.title,
        when: definition.when,
        family,
        word: (...args: unknown[]) => {
          const occurrence = definition(...args);
          return typeof occurrence === "string" ? occurrence : occurrence.message;
        },
      })),
  )
  .sort((a, b) => (a.code < b.code ? -1 : 1));

type Definition = Entry & ((...args: unknown[]) => Error | string);

/** A family may export more than definitions, such as a type guard: only those with a code count. */
function isDefinition(value: unknown): value is Definition {
  return typeof value === "function" && "code" in value && "kind" in value;
}

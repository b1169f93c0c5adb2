import * as cli from "./cli/errors";
import * as config from "./config/errors";
import * as connector from "./connector/errors";
import type { Entry } from "./domain/errors";
import * as domain from "./domain/errors";
import * as http from "./http/errors";
import * as impact from "./impact/errors";
import * as keys from "./keys/errors";
import * as portal from "./portal/errors";
import * as pulumi from "./pulumi/errors";
import * as registry from "./registry/errors";
import * as apiKeyPair from "./resources/apiKeyPair/errors";
import * as dataSpace from "./resources/dataSpace/errors";
import * as resources from "./resources/errors";
import * as rotation from "./resources/rotationWarnings";
import * as saasProject from "./resources/saasProject/errors";
import * as apiKeyRing from "./sdk/apiKeyRing/errors";
import * as witness from "./witness/errors";

/** An entry of the catalogue: what a code means, where it is declared, and how it is worded. */
export interface CatalogueEntry extends Entry {
  /** Where it is declared, from the folder of this file. */
  readonly file: string;
  /** An occurrence, of whatever arguments: an error's `message`, or the text of a warning. */
  readonly word: (...args: unknown[]) => string;
}

/** Each room declares its own. A test fails when a file that declares a code is missing here. */
const rooms: Readonly<Record<string, object>> = {
  "cli/errors.ts": cli,
  "config/errors.ts": config,
  "connector/errors.ts": connector,
  "domain/errors.ts": domain,
  "http/errors.ts": http,
  "impact/errors.ts": impact,
  "keys/errors.ts": keys,
  "portal/errors.ts": portal,
  "pulumi/errors.ts": pulumi,
  "registry/errors.ts": registry,
  "resources/errors.ts": resources,
  "resources/apiKeyPair/errors.ts": apiKeyPair,
  "resources/dataSpace/errors.ts": dataSpace,
  "resources/saasProject/errors.ts": saasProject,
  "resources/rotationWarnings.ts": rotation,
  "sdk/apiKeyRing/errors.ts": apiKeyRing,
  "witness/errors.ts": witness,
};

/** Every code that this package can raise, in their order. For docs and tests, not for callers. */
export const catalogue: readonly CatalogueEntry[] = Object.entries(rooms)
  .flatMap(([file, exports]) =>
    Object.values(exports)
      .filter(isDefinition)
      .map((definition) => ({
        code: definition.code,
        kind: definition.kind,
        title: definition.title,
        when: definition.when,
        file,
        word: (...args: unknown[]) => {
          const occurrence = definition(...args);
          return typeof occurrence === "string" ? occurrence : occurrence.message;
        },
      })),
  )
  .sort((a, b) => (a.code < b.code ? -1 : 1));

type Definition = Entry & ((...args: unknown[]) => Error | string);

/** A room may export more than definitions, such as a type guard: only those with a code count. */
function isDefinition(value: unknown): value is Definition {
  return typeof value === "function" && "code" in value && "kind" in value;
}

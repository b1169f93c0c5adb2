import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProperties, type Properties, UNKNOWN } from "../../provider/domain/unknown";
import { fromWire, toWire } from "../../provider/pulumi/state/wire";
import type { Lifecycle } from "../../provider/resources/lifecycle";
import { resources } from "../../provider/resources/table";
import { declarations, offline, privateKeys } from "./resources";

const kinds = ["ApiKeyPair", "SaasProject", "DataSpace"] as const;
/** As the adapter sees it, which knows no inputs by name. */
const checkOf = (kind: (typeof kinds)[number]) => {
  const lifecycle = resources[kind].lifecycle as unknown as Lifecycle<object, object>;
  return (news: Properties, olds?: Properties) => lifecycle.check(olds, news, offline());
};

describe.each(kinds)("check of %s", (kind) => {
  const check = checkOf(kind);

  it("accepts a correct declaration, and leaves what it has accepted as it is", () => {
    fc.assert(
      fc.property(declarations[kind], (news) => {
        const first = check(news as Properties);
        expect(first.failures).toEqual([]);
        const accepted = first.inputs as Properties;
        // As a new resource, as a known one, and after a way over the wire and back.
        for (const olds of [undefined, accepted]) {
          expect(check(accepted, olds)).toEqual({ inputs: accepted, failures: [] });
        }
        const returned = fromWire(toWire(accepted, resources[kind].secrets)) as Properties;
        expect(check(returned, returned)).toEqual({ inputs: accepted, failures: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("never changes what it was given", () => {
    fc.assert(
      fc.property(declarations[kind], (news) => {
        const before = structuredClone(toWire(news as Properties, []));
        check(news as Properties, news as Properties);
        expect(toWire(news as Properties, [])).toEqual(before);
      }),
    );
  });

  it("leaves what is unknown unknown", () => {
    fc.assert(
      fc.property(declarations[kind], (news) => {
        const { inputs } = check(news as Properties);
        expect(unknownsIn(inputs)).toEqual(unknownsIn(news));
      }),
    );
  });
});

/** The paths of all unknowns, in the order of the alphabet. */
function unknownsIn(value: unknown, path = ""): string[] {
  if (value === UNKNOWN) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, item]) => unknownsIn(item, `${path}.${key}`))
    .sort();
}

const NAMES = [
  "environment",
  "label",
  "supplied",
  "keepers",
  "retired",
  "name",
  "projectId",
  "keyPair",
  "type",
  "dataSpaceId",
  "store",
  "publicKey",
  "privateKey",
  "role",
  "cloudId",
  "allowRebind",
] as const;

/** Texts that are nearly a private key: what people hand in by mistake. */
const damaged = fc
  .tuple(fc.constantFrom(...privateKeys), fc.nat(1_700), fc.nat(1_700), fc.string({ maxLength: 3 }))
  .map(([key, from, to, noise]) => key.slice(Math.min(from, to), Math.max(from, to)) + noise);
const text = fc.oneof(damaged, fc.string({ minLength: 12, maxLength: 60 }), fc.base64String());
const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constant(UNKNOWN),
    fc.constantFrom(null, undefined, 0, -1, 1.5, true, false, "", "0:3:abc", "******"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;
const maps = fc.dictionary(fc.constantFrom(...NAMES), junk, { maxKeys: 10, noNullPrototype: true });

/** Every text under a name that may hold a private key. */
function secretsIn(value: unknown, isSecret = false): string[] {
  if (typeof value === "string") return isSecret ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, isSecret));
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    secretsIn(item, isSecret || key === "privateKey"),
  );
}

/** Every run of twelve characters of a text. */
const slices = (secret: string) =>
  Array.from({ length: Math.max(0, secret.length - 11) }, (_, at) => secret.slice(at, at + 12));

describe.each(kinds)("whatever junk %s is given", (kind) => {
  const check = checkOf(kind);

  it("never throws, and repeats nothing of a private key in a failure", () => {
    fc.assert(
      fc.property(maps, fc.option(maps, { nil: undefined }), (news, olds) => {
        const { failures } = check(news, olds);
        const said = failures.map(({ message }) => message).join("\n");
        for (const secret of secretsIn(news)) {
          const repeated = slices(secret).filter((slice) => said.includes(slice));
          // What a message says anyway is no leak: the text would be there without the secret.
          expect(repeated.filter((slice) => !GENERAL.test(slice))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Words of the PEM markers, which messages explain. */
const GENERAL = /BEGIN|END|PRIVATE|KEY/;

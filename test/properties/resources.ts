import { freshRsaPair } from "commerce-services-testkit/rsaPairs";
import fc from "fast-check";
import { parseConfiguration } from "../../provider/config/configuration";
import { UNKNOWN } from "../../provider/domain/unknown";
import type { Offline } from "../../provider/resources/lifecycle";
import { Run } from "../../provider/resources/run/run";

const pem = () => freshRsaPair().privateKey;
export const privateKeys = [pem(), pem()];

/** A fresh run each time, so that one example cannot influence the next. */
export const offline = (): Offline => ({
  configuration: {
    ...parseConfiguration({ get: () => undefined, names: [], environment: {} }),
    portalUrl: "https://portal.example/",
  },
  run: new Run(),
  resource: "urn",
  warn: () => undefined,
});

/** Or not known yet, as a preview has it. */
export const orUnknown = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });

export const environments = fc.constantFrom("production" as const, "sandbox" as const);
export const publicKeys = fc.stringMatching(/^[0-9a-f]{8,32}$/);
const words = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/);
const blank = fc.constantFrom("", " ", "\n", "\t ");
/** As a person types it: with blanks around. */
const typed = (values: fc.Arbitrary<string>) =>
  fc.tuple(blank, values, blank).map((parts) => parts.join(""));
const layouts = fc
  .tuple(fc.constantFrom(...privateKeys), fc.constantFrom("\n", "\r\n", "\\n", ""))
  .map(([key, newline]) => key.replaceAll("\n", newline));

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });
const record = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields, { noNullPrototype: true });

/** Correct declarations of each resource, their parts known or not. */
const halves = { publicKey: orUnknown(typed(publicKeys)), privateKey: orUnknown(layouts) };
const keyPair = orUnknown(record({ environment: orUnknown(environments), ...halves }));
const name = orUnknown(typed(words));
const merged = (required: fc.Arbitrary<object>, more: fc.Arbitrary<object>) =>
  fc.tuple(required, more).map(([a, b]) => ({ ...a, ...b }));

export const declarations = {
  ApiKeyPair: merged(
    record({ environment: orUnknown(environments), label: name }),
    fc.oneof(
      optional({
        keepers: orUnknown(fc.dictionary(words, orUnknown(fc.string()), { noNullPrototype: true })),
        retired: orUnknown(fc.array(orUnknown(typed(publicKeys)), { maxLength: 3 })),
      }),
      record({ supplied: orUnknown(record(halves)) }),
    ),
  ),
  SaasProject: merged(record({ name, keyPair }), optional({ projectId: name })),
  DataSpace: merged(
    record({
      projectId: name,
      type: orUnknown(fc.constantFrom("Production", "Testing")),
      keyPair,
      // Else a guard speaks up, and rightly.
      allowProductionData: fc.constant(true),
    }),
    optional({
      name,
      dataSpaceId: name,
      store: orUnknown(
        record({
          name,
          role: orUnknown(fc.constantFrom("production", "staging", "development")),
        }),
      ),
      allowRebind: orUnknown(fc.boolean()),
    }),
  ),
};

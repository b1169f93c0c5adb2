import { expect, it } from "vitest";
import { nameOf, openStack } from "../outlets/measure";
import type { Variant } from "../outlets/variants";

const up = (args: string[], env: Variant["env"] = {}): Variant => ({ command: "up", args, env });

/** One of each kind; `npm run outlets` tries all of them. */
const LEAKING = [
  up([], { PULUMI_DEBUG_GRPC: "FOLDER/grpc.json" }),
  up(["-ev3"]),
  up(["--debug=1"]),
  up(["--otel-traces=file://FOLDER/otel.json"]),
  up([], { PULUMI_OPTION_TRACING: "file:FOLDER/trace" }),
  up([], { PULUMI_OPTION_JSON: "true" }),
];
const QUIET = [up([]), up(["-v=2"]), { ...up(["--json"]), command: "preview" as const }];

it("finds private keys in each outlet of the engine, and warns of each", async () => {
  const stack = await openStack();
  const results: Record<string, { readonly shown: boolean; readonly warned: boolean }> = {};
  for (const variant of [...LEAKING, ...QUIET]) {
    const { lines, warned, exitCode } = await stack.attempt(variant);
    expect(exitCode, nameOf(variant)).toBe(0);
    results[nameOf(variant)] = { shown: Object.keys(lines).length > 0, warned };
  }
  await stack.close();
  const all = (variants: readonly Variant[], is: boolean) =>
    variants.map((variant) => [nameOf(variant), { shown: is, warned: is }]);
  expect(results).toEqual(Object.fromEntries([...all(LEAKING, true), ...all(QUIET, false)]));
});

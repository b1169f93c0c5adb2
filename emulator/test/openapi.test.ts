import { documented, schemaAt } from "commerce-services-testkit/emulator/openapi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZodType } from "zod";
import type { Core } from "../src/account/core";
import {
  accountChange,
  clockChange,
  handMadeKey,
  supportedProject,
} from "../src/documents/adminBodies";
import { faultSchema } from "../src/documents/fault";
import type { Controls } from "../src/http/admin/controls";
import { adminRoutes } from "../src/http/admin/routes";
import { dashboardRoutes } from "../src/http/dashboard";
import { gatewayRoutes } from "../src/http/gateway/routes";
import { portalRoutes } from "../src/http/portal/routes";

/** Routes are only listed here, never called. */
const NO_CORE = {} as Core;
const CONTROLS = [...adminRoutes({} as Controls, (handle) => handle), ...dashboardRoutes()];
const named = ({ method, pattern }: { method: string; pattern: string }) => `${method} ${pattern}`;

describe("the OpenAPI files", () => {
  it("document every route of a gateway and no other", () => {
    const routes = gatewayRoutes(NO_CORE, "production").map(named).sort();
    expect(documented("registry.yaml").map(named).sort()).toEqual(routes);
  });

  it("document every route of the portal's contract and no other", () => {
    const routes = portalRoutes(NO_CORE, (handle) => handle)
      .map(named)
      .sort();
    expect(documented("portal.yaml").map(named).sort()).toEqual(routes);
  });

  it("document every route of the controls and no other", () => {
    expect(documented("admin.yaml").map(named).sort()).toEqual(CONTROLS.map(named).sort());
  });

  it("name operations as the call log does", () => {
    const names = (table: { target: { operation: string } }[]) =>
      new Set(table.map(({ target }) => target.operation));
    const known = new Set([
      ...names(gatewayRoutes(NO_CORE, "production")),
      ...names(portalRoutes(NO_CORE, (handle) => handle)),
      ...names(CONTROLS),
    ]);
    const ids = (["registry.yaml", "portal.yaml", "admin.yaml"] as const)
      .flatMap(documented)
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    // One operation by several verbs or paths: all but one carry a suffix.
    expect(new Set(ids.map((id) => id.replace(/\.(post|from\w+)$/, "")))).toEqual(known);
  });
});

/** Values of every kind, right for some fields and wrong for others. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    "",
    " ",
    "x",
    "x".repeat(256),
    "MAG005500000",
    "MAG1",
  ),
  fc.constantFrom("exclusive", "shared-access", "production", "Testing", "reset", "latency"),
  fc.constantFrom("status", "after-change", "seconds", "text/html", "2030-01-01T00:00:00+01:00"),
  fc.constantFrom<unknown>(-1, 0, 0.5, 1, 599, 600, 1_000, 1_001, 86_401, 3_600_001, 2 ** 53),
);
/** Mostly what a field takes, so that whole bodies are right often enough. */
const mostly = (...right: unknown[]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...right), weight: 4 }, { arbitrary: value, weight: 1 });
const some = (fields: Record<string, fc.Arbitrary<unknown>>, ...required: string[]) =>
  fc.oneof(
    { arbitrary: fc.record(fields, { requiredKeys: required }), weight: 6 },
    { arbitrary: fc.record({ ...fields, surplus: value }, { requiredKeys: [] }), weight: 1 },
  );

const environment = mostly("production", "sandbox");
const mageId = mostly("MAG005500000");
const when = mostly("before-change", "after-change");
const count = mostly(0, 1, 1_000);

describe("what the controls take is what admin.yaml says", () => {
  it.each<[string, ZodType, fc.Arbitrary<unknown>]>([
    [
      "AccountChange",
      accountChange,
      some({
        keyPolicy: mostly("exclusive", "overlapping", "delete-first"),
        role: mostly("licence-holder", "shared-access"),
        maxProjects: count,
        propagation: some({ newKeyMs: count, deletedKeyMs: count }, "newKeyMs", "deletedKeyMs"),
      }),
    ],
    ["HandMadeKey", handMadeKey, some({ environment, label: mostly("x"), mageId }, "environment")],
    [
      "SupportedProject",
      supportedProject,
      some(
        {
          environment,
          name: mostly("x"),
          dataSpaces: fc.array(
            some({ name: mostly("x"), type: mostly("Testing", "Production") }, "name", "type"),
            { maxLength: 2 },
          ),
          mageId,
        },
        "environment",
        "name",
      ),
    ],
    [
      "ClockChange",
      clockChange,
      fc.oneof(
        some({ freeze: mostly(true) }, "freeze"),
        some({ resume: mostly(true) }, "resume"),
        some({ advanceMs: count }, "advanceMs"),
        some({ setTo: mostly("2030-01-01T00:00:00Z", "2030-01-01T00:00:00.5+02:00") }, "setTo"),
        some({ freeze: mostly(true), resume: mostly(true) }),
      ),
    ],
    [
      "Fault",
      faultSchema,
      some(
        {
          operation: mostly("ping", "*"),
          listener: mostly("production", "sandbox", "portal"),
          publicKey: mostly("0".repeat(32), "k".repeat(101)),
          after: count,
          times: mostly(1, null),
          probability: mostly(0, 0.5, 1),
          seed: mostly(7, -7),
          effect: fc.oneof(
            some({ kind: mostly("latency"), ms: count }, "kind", "ms"),
            some(
              { kind: mostly("status"), status: mostly(503), body: value, when },
              "kind",
              "status",
            ),
            some(
              {
                kind: mostly("rate-limit"),
                retryAfterSeconds: count,
                as: mostly("seconds", "date"),
              },
              "kind",
              "retryAfterSeconds",
            ),
            some({ kind: mostly("reset"), when }, "kind", "when"),
            some({ kind: mostly("truncated", "not-json") }, "kind"),
            some(
              { kind: mostly("content-type"), value: mostly("text/html", "\n") },
              "kind",
              "value",
            ),
          ),
        },
        "operation",
        "effect",
      ),
    ],
  ])("%s", (name, schema, body) => {
    const validate = schemaAt("admin.yaml", `/components/schemas/${name}`);
    const seen = new Set<boolean>();
    const property = fc.property(body, (candidate) => {
      const taken = schema.safeParse(candidate).success;
      seen.add(taken);
      expect(validate(candidate)).toBe(taken);
    });
    fc.assert(property, { numRuns: 1_000 });
    expect(seen).toEqual(new Set([true, false]));
  });
});

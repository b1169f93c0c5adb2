import { expect, it } from "vitest";
import type { CommerceServicesError } from "../../../provider/domain/errors";
import * as http from "../../../provider/http/errors";
import * as portal from "../../../provider/portal/errors";
import * as registry from "../../../provider/registry/errors";

const { outcomeUnknown, ...others } = http;
const to = { host: "gateway.example", configKey: "gatewayUrl", requestId: "r", publicKey: "k" };

type Definition = ((...args: unknown[]) => CommerceServicesError) & { code: string };
const isDefinition = (value: unknown): value is Definition =>
  typeof value === "function" && "code" in value;

/** Whatever a call that makes something may fail with, its answer lost or not to be read. */
const candidates: readonly unknown[] = [
  ...Object.values(others),
  registry.registryFault,
  registry.notJson,
  registry.notAnObject,
  registry.rowsMissing,
  registry.rowIncomplete,
  portal.portalFault,
  portal.portalNotJson,
  portal.portalAnswerUnexpected,
];
const open = candidates.filter(isDefinition);

it.each(open.map((make) => [make.code, make] as const))(
  "%s goes on as the reason why nobody knows what was made",
  (code, make) => {
    const { problem, reason = "" } = make(to, 1, 2);
    expect(reason).toMatch(/^(which|whose|where|with which|and) /);
    expect(reason).not.toContain(to.host);
    if (!reason.startsWith("and ")) expect(problem).toBe(`names ${to.host}, ${reason}`);
    const unknown = outcomeUnknown(to, make(to, 1, 2));
    expect(unknown.problem).toBe(
      `may or may not have made what it was asked for: the call went to ${to.host}, ${reason} (${code})`,
    );
  },
);

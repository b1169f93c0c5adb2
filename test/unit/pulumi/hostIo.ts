import { virtualClock } from "commerce-services-testkit/virtualClock";
import type { HostIo } from "../../../provider/pulumi/operation";
import { Witness } from "../../../provider/witness/witness";

/** A process without an engine: what it is told is remembered, what it is asked has no answer. */
export function quietHostIo() {
  const shown: (readonly [string | undefined, string])[] = [];
  const informed: (readonly [string | undefined, string])[] = [];
  const controller = new AbortController();
  const hostIo: HostIo = {
    clock: virtualClock(Date.parse("2026-01-01T12:00:00Z")),
    random: () => 0.5,
    signal: controller.signal,
    environment: {},
    engine: undefined,
    warn: async (message, resource) => void shown.push([resource, message]),
    inform: async (message, resource) => void informed.push([resource, message]),
    stackOf: () => ({
      before: async () => new Witness([]),
      records: async () => false,
      holders: async () => [],
      bindings: async () => [],
      leftOut: () => [],
    }),
  };
  return { hostIo, shown, informed, controller };
}

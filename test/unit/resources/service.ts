import type { EmulatorOptions } from "commerce-services-emulator";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { rsaPairsInTurn } from "commerce-services-testkit/rsaPairs";
import { onTestFinished } from "vitest";
import type { Configuration } from "../../../provider/config/configuration";
import { createHttp } from "../../../provider/http/client";
import { createPortal } from "../../../provider/portal";
import { createRegistry, serviceClocks } from "../../../provider/registry";
import type { Online } from "../../../provider/resources/lifecycle";
import { Run } from "../../../provider/resources/run/run";
import { Witness } from "../../../provider/witness/witness";

const readyPair = rsaPairsInTurn();

/**
 * The real service (the emulator, all its rules) behind the real clients, and a stack's record that
 * a test writes itself. Both clocks are one, which moves only when something waits.
 */
export async function startService(options: EmulatorOptions = {}) {
  let now = Date.parse("2026-01-01T12:00:00Z");
  const clock = {
    now: () => now,
    sleep: async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      now += ms;
    },
  };
  const emulator = await startEmulator({
    keySource: readyPair,
    keyPolicy: "overlapping",
    clock,
    ...options,
  });
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = emulator;
  const controller = new AbortController();
  const random = () => 0.5;
  const http = createHttp({
    clock,
    random,
    signal: controller.signal,
    environment: {},
    notify: () => {},
    requestTimeoutMs: 10_000,
    maxConcurrency: 4,
  });
  onTestFinished(async () => {
    http.close();
    await emulator.close();
  });

  const configured: Configuration = {
    gateways: { production: gatewayUrl, sandbox: sandboxGatewayUrl },
    portalUrl,
    portalToken,
    areRecorded: false,
    keyPolicy: options.keyPolicy ?? "overlapping",
    defaultPair: undefined,
    requestTimeoutMs: 10_000,
    maxConcurrency: 4,
    verifyTimeoutMs: 60_000,
    merchantId: undefined,
  };
  const registry = createRegistry({
    http,
    clock,
    clocks: serviceClocks(clock, configured.gateways, () => {}),
    gateways: configured.gateways,
    verifyTimeoutMs: configured.verifyTimeoutMs,
    signal: controller.signal,
    random,
  });
  /** Public keys of recorded pairs. */
  const recorded = new Set<string>();
  const warnings: string[] = [];

  /** What a lifecycle is given for one resource of one run. */
  const online = (
    resource: string,
    { run = new Run(), ...changed }: Partial<Configuration> & { run?: Run } = {},
  ): Online => ({
    configuration: { ...configured, ...changed },
    run,
    resource,
    warn: (message) => warnings.push(message),
    clock,
    registry,
    portal: () => createPortal({ http, portalUrl, portalToken, isTokenRecorded: false }),
    inform: (message) => warnings.push(message),
    stack: {
      before: async () => new Witness([]),
      records: async (publicKey) => recorded.has(publicKey),
      holders: async () => [],
      bindings: async () => [],
      leftOut: () => [],
    },
  });

  return {
    emulator,
    online,
    recorded,
    /** The codes of the warnings so far. */
    warned: () => warnings.map((message) => message.slice(0, 6)),
    warnings,
    advance: (ms: number) => {
      now += ms;
    },
    /** How often an operation has reached the service. */
    called: (operation: string) =>
      emulator.calls().filter((call) => call.operation === operation).length,
    /** The pairs that work or soon will. */
    live: () =>
      emulator
        .keys()
        .filter(({ status }) => status === "accepted" || status === "pending")
        .map(({ publicKey }) => publicKey),
  };
}

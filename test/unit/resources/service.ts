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

const readyPair = rsaPairsInTurn(2);

/** What the engine has recorded, as a test wants it. */
interface Record {
  /** Public keys of recorded pairs. */
  readonly pairs: Set<string>;
  /** Who holds which pair. */
  readonly holders: Map<string, string[]>;
}

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
  const record: Record = { pairs: new Set(), holders: new Map() };
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
    stack: {
      records: async (publicKey) => record.pairs.has(publicKey),
      holders: async (publicKey) => record.holders.get(publicKey) ?? [],
      bindings: async () => [],
    },
  });

  return {
    emulator,
    online,
    record,
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

import type { Emulator, EmulatorOptions } from "commerce-services-emulator";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { rsaPairsInTurn } from "commerce-services-testkit/rsaPairs";
import { afterAll, beforeAll } from "vitest";
import { type Host, type HostOptions, startHost } from "./host";

const readyPair = rsaPairsInTurn();

export const startService = (options: EmulatorOptions = {}): Promise<Emulator> =>
  startEmulator({ keySource: readyPair, keyPolicy: "overlapping", ...options });

/** The stack configuration that leads to this emulator. */
export const configFor = (
  { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken }: Emulator,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      gatewayUrl,
      sandboxGatewayUrl,
      portalUrl,
      portalToken,
      keyPolicy: "overlapping",
      verifyTimeout: "300ms",
      ...more,
    }).map(([key, value]) => [`commerce-services:${key}`, value]),
  );

/** One service and one provider process for all tests of a file. */
export function oneHost(
  options: EmulatorOptions = {},
  config: Readonly<Record<string, string>> = {},
  hostOptions: HostOptions = {},
) {
  const started = {} as { service: Emulator; host: Host };
  beforeAll(async () => {
    started.service = await startService(options);
    const { service } = started;
    started.host = await startHost({ ...hostOptions, config: configFor(service, config) });
  });
  afterAll(async () => {
    await started.host?.close();
    await started.service?.close();
  });
  return started;
}

/** Narrows to the answer, or fails with what the provider said. */
export function answered<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (outcome.ok) return outcome as Extract<T, { ok: true }>;
  throw new Error(`the call failed: ${JSON.stringify(outcome)}`);
}

/** Narrows to the failure. */
export function refused<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: false }> {
  if (!outcome.ok) return outcome as Extract<T, { ok: false }>;
  throw new Error(`the call was answered: ${JSON.stringify(outcome)}`);
}

/** The code that a message begins with, and the path after it. */
export const head = (message: string) => message.split(" ").slice(0, 2).join(" ");

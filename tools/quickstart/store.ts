import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signature } from "commerce-services-testkit/emulator/signature";
import type { StoreCall } from "./timeline";

/** About one call in 15 ms: a step of the engine lasts 10 to 200 ms. */
const pauseMs = 10;
const timeoutMs = 10_000;
const prefix = "CONFIG__DEFAULT__SERVICES_CONNECTOR__";

export interface Store {
  readonly name: string;
  readonly calls: readonly StoreCall[];
  /** Resolves when a call that was sent after this moment has been answered. */
  answeredSince(ms: number): Promise<void>;
  /** Resolves when the call under way has been answered. */
  stop(): Promise<void>;
}

/**
 * A store that knows nothing but its settings file. It reads it for each call, as PHP does for
 * each request, and calls one after the other: ping, then the row of its data space.
 */
export function startStore(file: string, elapsedMs: () => number): Store {
  const name = basename(file, ".json");
  const calls: StoreCall[] = [];
  let stopped = false;
  const calling = (async () => {
    while (!stopped) {
      calls.push(await call(name, file, calls.length, elapsedMs));
      await sleep(pauseMs);
    }
  })();
  return {
    name,
    calls,
    answeredSince: async (ms) => {
      while (!stopped && !calls.some(({ sentMs }) => sentMs > ms)) await sleep(pauseMs);
    },
    stop: () => {
      stopped = true;
      return calling;
    },
  };
}

async function call(
  store: string,
  file: string,
  count: number,
  elapsedMs: () => number,
): Promise<StoreCall> {
  const sentMs = elapsedMs();
  let publicKey = "";
  const ended = (outcome: StoreCall["outcome"], detail: string): StoreCall => ({
    store,
    publicKey,
    sentMs,
    answeredMs: elapsedMs(),
    outcome,
    detail,
  });
  try {
    const settings = readSettings(file);
    publicKey = settings.publicKey;
    const path = count % 2 === 0 ? "ping" : `registry/environments/${settings.dataSpaceId}`;
    const answer = await fetch(new URL(`merchant-registry/v1/${path}`, settings.gatewayUrl), {
      headers: {
        "magento-api-key": publicKey,
        "x-api-key": publicKey,
        "x-gw-signature": signature(settings.privateKey, Date.now()),
      },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.arrayBuffer();
    if (answer.ok) return ended("accepted", "");
    const refused = answer.status === 401 || answer.status === 403;
    return ended(refused ? "refused" : "failed", `HTTP ${answer.status} to ${path}`);
  } catch (error) {
    // Its kind alone: a message could quote the settings.
    return ended("failed", error instanceof Error ? error.name : "unknown error");
  }
}

function readSettings(file: string) {
  const variables = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const get = (name: string) => {
    const value = variables[prefix + name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    gatewayUrl: get("PRODUCTION_GATEWAY_URL"),
    publicKey: get("SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_API_KEY"),
    privateKey: get("SERVICES_CONNECTOR_INTEGRATION__PRODUCTION_PRIVATE_KEY"),
    dataSpaceId: get("SERVICES_ID__ENVIRONMENT_ID"),
  };
}

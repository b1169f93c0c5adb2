import type { Configuration } from "../config/configuration";
import { portalTokenMissing } from "../errors/configuration";
import { portalMissing } from "../errors/inputs";
import { createHttp } from "../http";
import { createSigner } from "../keys";
import { createPortal } from "../portal";
import { createRegistry } from "../registry";
import type { Online } from "../resources/lifecycle";
import type { World } from "./session";

export type Services = Pick<Online, "clock" | "registry" | "portal">;

/** The clients; none of them opens a connection before its first call. */
export function connect(configuration: Configuration, world: World): Services {
  const { clock, random, signal } = world;
  const { gateways, requestTimeoutMs, maxConcurrency, verifyTimeoutMs } = configuration;
  const http = (world.createHttp ?? createHttp)({
    clock,
    random,
    signal,
    requestTimeoutMs,
    maxConcurrency,
  });
  const signer = createSigner(clock);
  const registry = createRegistry({
    http,
    clock,
    signer,
    gateways,
    verifyTimeoutMs,
    signal,
    random,
  });
  const portal = () => {
    const { portalUrl, portalToken } = configuration;
    if (portalUrl === undefined) throw portalMissing();
    if (portalToken === undefined) throw portalTokenMissing();
    return createPortal({ http, portalUrl, portalToken });
  };
  return { clock, registry, portal };
}

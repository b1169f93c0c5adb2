import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmulatorOptions } from "../options";
import { ENVIRONMENTS } from "../rules/terms";
import type { Controls } from "./admin/controls";
import { adminRoutes } from "./admin/routes";
import { dashboardRoutes } from "./dashboard";
import type { Call } from "./exchange";
import { gatekeeper } from "./gatekeeper";
import { gatewayFailure } from "./gateway/errors";
import { gatewayRoutes, unknownPath, wrongMethod } from "./gateway/routes";
import { makeListener } from "./listener";
import { bearer } from "./portal/bearer";
import { portalFailure } from "./portal/errors";
import { portalRoutes } from "./portal/routes";

interface Setup extends EmulatorOptions {
  readonly controls: Controls;
  readonly host: string;
  readonly portalToken: string;
}

/** The three hosts. Resolves when all of them take calls. */
export async function listenAll(setup: Setup) {
  const { controls, host } = setup;
  const { core, faults, log } = controls;
  const shared = {
    clock: core.clock,
    faults,
    log,
    ...(setup.slowClientMs !== undefined && { slowClientMs: setup.slowClientMs }),
    ...(setup.onExchange && { onExchange: setup.onExchange }),
  };
  const gateways = ENVIRONMENTS.map((environment) =>
    makeListener({
      ...shared,
      name: environment,
      routes: gatewayRoutes(core, environment),
      notFound: (call) => unknownPath(core, environment, call),
      methodNotAllowed: (call) => wrongMethod(core, environment, call),
      failure: gatewayFailure,
    }),
  );
  const guarded = bearer(setup.portalToken);
  const portal = makeListener({
    ...shared,
    name: "portal",
    gatekeeper: gatekeeper([host, ...(setup.allowedHosts ?? [])]),
    routes: [
      ...portalRoutes(core, guarded),
      ...adminRoutes(controls, guarded),
      ...dashboardRoutes(),
    ],
    notFound: guarded((call) => portalFailure(call, 404, "not_found", "There is nothing here.")),
    methodNotAllowed: (call, methods) => ({
      ...portalFailure(call, 405, "method_not_allowed", "This path does not take this method."),
      headers: { Allow: methods.join(", ") },
    }),
    failure: (call: Call, status, message) =>
      portalFailure(call, status, status === 500 ? "internal_error" : "invalid_request", message),
  });

  const servers = [...gateways, portal];
  const ports = [setup.gatewayPort, setup.sandboxPort, setup.portalPort];
  try {
    const urls = await Promise.all(
      servers.map((server, index) => listen(server, host, ports[index] ?? 0)),
    );
    const [gatewayUrl = "", sandboxGatewayUrl = "", portalUrl = ""] = urls;
    return {
      urls: { gatewayUrl, sandboxGatewayUrl, portalUrl },
      close: () => closeAll(servers),
    };
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const { address, port: taken, family } = server.address() as AddressInfo;
      const name = family === "IPv6" ? `[${address}]` : address;
      resolve(`http://${name}:${taken}/`);
    });
  });
}

/** How long calls under way may take to end. */
const GRACE_MS = 1_000;

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
          server.close(() => {
            clearTimeout(cut);
            resolve();
          });
          server.closeIdleConnections();
        }),
    ),
  );
}

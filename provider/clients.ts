import type { Configuration } from "./config/configuration";
import { portalTokenMissing } from "./config/errors";
import type { Clock, Random } from "./domain/clock";
import { createHttp } from "./http/client";
import type { Http, HttpOptions } from "./http/types";
import { createPortal, type Portal } from "./portal";
import { createRegistry, type Registry, type ServiceClocks, serviceClocks } from "./registry";
import { portalMissing } from "./resources/errors";

/** What the clients are given by the outside world. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when the operation is cancelled. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Tells whoever is watching what is waited for. */
  notify(message: string): void;
  /** The way out. Default: the real one; a test may stand in between. */
  readonly createHttp?: (options: HttpOptions) => Http;
}

export interface Services {
  readonly clock: Clock;
  readonly registry: Registry;
  /** The time as each gateway has it, so far as calls have shown. */
  readonly clocks: ServiceClocks;
  /** Throws CS1106 or CS1205 when no portal is configured: ask only when it is needed. */
  portal(): Portal;
  /** The same, for work that ends when this signal aborts too. It lists the account for itself. */
  within(limit: AbortSignal): Services;
  /** Drops every connection: a process that is done would wait for them. */
  close(): void;
}

/** The clients of one stack's account; none of them opens a connection before its first call. */
export function connect(configuration: Configuration, surroundings: Surroundings): Services {
  const { clock, random, signal, environment } = surroundings;
  const { requestTimeoutMs, maxConcurrency } = configuration;
  const http = (surroundings.createHttp ?? createHttp)({
    clock,
    random,
    signal,
    environment,
    notify: (message) => surroundings.notify(message),
    requestTimeoutMs,
    maxConcurrency,
  });
  const clocks = serviceClocks(clock, configuration.gateways, (message) =>
    surroundings.notify(message),
  );
  return clientsOver(http, clocks, configuration, surroundings);
}

function clientsOver(
  http: Http,
  clocks: ServiceClocks,
  configuration: Configuration,
  surroundings: Surroundings,
): Services {
  const { clock, random, signal } = surroundings;
  const { gateways, verifyTimeoutMs } = configuration;
  return {
    clock,
    clocks,
    registry: createRegistry({ http, clock, clocks, gateways, verifyTimeoutMs, signal, random }),
    portal() {
      const { portalUrl, portalToken, areRecorded } = configuration;
      if (portalUrl === undefined) throw portalMissing();
      if (portalToken === undefined) throw portalTokenMissing();
      return createPortal({ http, portalUrl, portalToken, isTokenRecorded: areRecorded });
    },
    within: (limit) =>
      clientsOver(http.within(limit), clocks, configuration, {
        ...surroundings,
        signal: AbortSignal.any([signal, limit]),
      }),
    close: () => http.close(),
  };
}

import { type Configuration, NAMESPACE, parseConfiguration } from "../config/configuration";
import type { Clock, Random } from "../context";
import { portalTokenMissing } from "../errors/configuration";
import { portalMissing } from "../errors/inputs";
import { createHttp } from "../http";
import { createSigner } from "../keys";
import { createPortal } from "../portal";
import { createRegistry } from "../registry";
import type { Offline, Online, StackState } from "../resources/lifecycle";
import type { Properties } from "../resources/unknown";
import { Run } from "../run/run";
import type { HostConfig } from "./hostTypes";

/** What the process is given by the outside world. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when the operation is cancelled. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Shows a warning on the row of a resource (its urn), or on the stack. */
  warn(message: string, resource: string | undefined): Promise<void>;
  readonly stackOf: (resource: string | undefined) => StackState;
}

type Services = Pick<Online, "configuration" | "clock" | "registry" | "portal">;

/** One operation of the engine, as this process sees it. */
export class Session {
  readonly #run = new Run();
  readonly #shown = new Set<string>();
  readonly #diffed = new Set<string>();
  readonly #running = new Set<Promise<unknown>>();
  #config: HostConfig | undefined;
  #services: Services | undefined;

  constructor(readonly world: World) {}

  configure(config: HostConfig): void {
    this.#config = config;
  }

  /** A check. Its warnings are shown unless it is the second check of a decided replacement. */
  checking<T>(
    resource: string | undefined,
    olds: Properties | undefined,
    work: (o: Offline) => T,
  ): Promise<T> {
    const name = resource ?? "";
    this.#run.declared.add(name);
    return this.#offline(resource, olds !== undefined || !this.#diffed.has(name), work);
  }

  /** A diff. A refresh diffs without a check before, and then its warnings are not shown. */
  diffing<T>(resource: string | undefined, work: (o: Offline) => T): Promise<T> {
    const name = resource ?? "";
    this.#diffed.add(name);
    return this.#offline(resource, this.#run.declared.has(name), work);
  }

  /** Resolves when no call that reaches the service is under way, nor one that came meanwhile. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** A call that reaches the service. */
  online<T>(resource: string | undefined, work: (o: Online) => Promise<T>): Promise<T> {
    const call = this.#online(resource, work);
    this.#running.add(call);
    return call.finally(() => this.#running.delete(call));
  }

  async #online<T>(resource: string | undefined, work: (o: Online) => Promise<T>): Promise<T> {
    const services = this.#ready();
    const warnings: Promise<void>[] = [];
    const online: Online = {
      ...services,
      run: this.#run,
      resource: resource ?? "",
      stack: this.world.stackOf(resource),
      warn: (message) => warnings.push(this.#warn(message, resource)),
    };
    try {
      return await work(online);
    } finally {
      await Promise.all(warnings);
    }
  }

  async #offline<T>(
    resource: string | undefined,
    isShown: boolean,
    work: (o: Offline) => T,
  ): Promise<T> {
    const { configuration } = this.#ready();
    const warnings: Promise<void>[] = [];
    const offline: Offline = {
      configuration,
      run: this.#run,
      resource: resource ?? "",
      warn: (message) => {
        if (isShown) warnings.push(this.#warn(message, resource));
      },
    };
    try {
      return work(offline);
    } finally {
      await Promise.all(warnings);
    }
  }

  /**
   * The engine calls check and diff more than once for a resource: each text is shown once. One
   * that can't be delivered is let go: as a failure it would replace the answer that it belongs
   * to, and with it a private key that is answered once.
   */
  async #warn(message: string, resource: string | undefined): Promise<void> {
    const key = JSON.stringify([resource, message]);
    if (this.#shown.has(key)) return;
    this.#shown.add(key);
    await this.world.warn(message, resource).catch(() => undefined);
  }

  /** Set up once; when the configuration is wrong, throws the same error every time. */
  #ready(): Services {
    this.#services ??= connect(
      parseConfiguration(settingsOf(this.#config, this.world)),
      this.world,
    );
    return this.#services;
  }
}

function settingsOf(config: HostConfig | undefined, { environment }: World) {
  const prefix = `${NAMESPACE}:`;
  const names = Object.keys(config?.rawConfig ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  return { get: (key: string) => config?.get(`${prefix}${key}`), names, environment };
}

/** The clients; none of them opens a connection before its first call. */
function connect(configuration: Configuration, world: World): Services {
  const { clock, random, signal } = world;
  const { gateways, requestTimeoutMs, maxConcurrency, verifyTimeoutMs } = configuration;
  const http = createHttp({ clock, random, signal, requestTimeoutMs, maxConcurrency });
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
  return { configuration, clock, registry, portal };
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { Services, Surroundings } from "../clients";
import { type Configuration, parseConfiguration, type Settings } from "../config/configuration";
import type { Properties } from "../domain/unknown";
import type { Offline, Online, StackState } from "../resources/lifecycle";
import { Run } from "../resources/run/run";
import { withinTime } from "./customTimeouts";
import { debugOutputs } from "./debugLogging";
import { type EngineCommand, type EngineFlags, engineFlags } from "./engineCommand";
import { debugLogShowsSecrets } from "./errors";
import { PrivateKeys } from "./state/privateKeys";

/** Everything that the provider may use of its process and of the engine. Tests hand in their own. */
export interface HostIo extends Omit<Surroundings, "notify"> {
  /** The command that runs; undefined where the system does not show it. */
  readonly engine: EngineCommand | undefined;
  /** Shows a warning on the row of a resource (its urn), or on the stack. */
  warn(message: string, resource: string | undefined): Promise<void>;
  /** The same for what needs no action. */
  inform(message: string, resource: string | undefined): Promise<void>;
  readonly stackOf: (resource: string | undefined) => StackState;
}

/** What was set for this process: the stack's configuration, or a provider's own arguments. */
export interface GivenSettings extends Omit<Settings, "environment" | "areRecorded"> {
  /** What of the environment counts for them. Default: all of it. */
  readonly environment?: Settings["environment"];
}

const NOTHING_SET: GivenSettings = { get: () => undefined, names: [] };

/**
 * Whose call is under way: a wait between two tries is told on that row. One for the process, since
 * Node looks at every one there is for each promise that is made.
 */
const asking = new AsyncLocalStorage<string | undefined>();

/** One operation of the engine, as this process sees it. */
export class Operation {
  readonly privateKeys = new PrivateKeys();
  readonly #run = new Run();
  readonly #shown = new Set<string>();
  readonly #diffed = new Set<string>();
  readonly #running = new Set<Promise<unknown>>();
  #settings = NOTHING_SET;
  #configuration: Configuration | undefined;
  #debugOutputs: readonly string[] | undefined;
  #services: Promise<Services> | undefined;

  constructor(readonly hostIo: HostIo) {}

  configure(settings: GivenSettings): void {
    this.#settings = settings;
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

  /** What a preview says of the result. Silent: check and diff have said what there is to say. */
  previewing<T>(resource: string | undefined, work: (o: Offline) => T): Promise<T> {
    return this.#offline(resource, false, work);
  }

  /** Throws what every call would throw when the settings are wrong. */
  requireSettings(): void {
    this.#configured();
  }

  /** Resolves when no call that reaches the service is under way, nor one that came meanwhile. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** A call that reaches the service; its work is aborted after `timeoutMs`, if that is given. */
  online<T>(
    resource: string | undefined,
    work: (o: Online) => Promise<T>,
    timeoutMs?: number,
  ): Promise<T> {
    const call = this.#online(resource, work, timeoutMs);
    this.#running.add(call);
    return call.finally(() => this.#running.delete(call));
  }

  async #online<T>(
    resource: string | undefined,
    work: (o: Online) => Promise<T>,
    timeoutMs: number | undefined,
  ): Promise<T> {
    const configuration = this.#configured();
    const services = await this.#connected(configuration);
    const warnings: Promise<void>[] = [];
    const given = {
      configuration,
      run: this.#run,
      resource: resource ?? "",
      stack: this.hostIo.stackOf(resource),
      warn: (message: string) => warnings.push(this.#warn(message, resource)),
      inform: (message: string) => warnings.push(this.#warn(message, resource, "inform")),
    };
    try {
      return await asking.run(resource, () =>
        withinTime(timeoutMs, services, (limited) => work({ ...limited, ...given })),
      );
    } finally {
      await Promise.all(warnings);
    }
  }

  async #offline<T>(
    resource: string | undefined,
    isShown: boolean,
    work: (o: Offline) => T,
  ): Promise<T> {
    const configuration = this.#configured();
    const warnings: Promise<void>[] = [];
    const offline: Offline = {
      configuration,
      run: this.#run,
      resource: resource ?? "",
      warn: (message) => {
        if (isShown) warnings.push(this.#warn(message, resource));
      },
    };
    // On the stack's row, once: it concerns every resource that holds a key.
    this.#debugOutputs ??= debugOutputs(this.hostIo.environment, this.#flags);
    if (this.#debugOutputs.length > 0) {
      warnings.push(this.#warn(debugLogShowsSecrets(this.#debugOutputs), undefined));
    }
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
  async #warn(
    message: string,
    resource: string | undefined,
    as: "warn" | "inform" = "warn",
  ): Promise<void> {
    const key = JSON.stringify([resource, message]);
    if (this.#shown.has(key)) return;
    this.#shown.add(key);
    await this.hostIo[as](message, resource).catch(() => undefined);
  }

  /** One that can't be delivered is let go, as a warning is. */
  #notify(message: string): void {
    void this.hostIo.inform(message, asking.getStore()).catch(() => undefined);
  }

  /** Read once; when it is wrong, throws the same error every time. */
  #configured(): Configuration {
    const { environment } = this.hostIo;
    this.#configuration ??= parseConfiguration({
      environment,
      areRecorded: this.#runsNoProgram(),
      ...this.#settings,
    });
    return this.#configuration;
  }

  /** A refresh and a destroy take the settings from the record, unless they run the program. */
  #runsNoProgram(): boolean {
    const flags = this.#flags;
    return /^(refresh|destroy)$/.test(flags.command ?? "") && !flags.isOn("run-program");
  }

  get #flags(): EngineFlags {
    const { environment, engine } = this.hostIo;
    return engineFlags(engine?.args ?? [], environment);
  }

  /** The clients are loaded for the first call: a preview makes none, and a process starts for each. */
  #connected(configuration: Configuration): Promise<Services> {
    this.#services ??= import("../clients.js").then(({ connect }) =>
      connect(configuration, { ...this.hostIo, notify: (message) => this.#notify(message) }),
    );
    return this.#services;
  }
}

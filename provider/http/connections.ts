import type { buildConnector, Client, Dispatcher } from "undici";
import { type ProxySetting, portOf, routeTo } from "./proxy";
import { openTunnel } from "./tunnel";
import type { HttpOptions } from "./types";

type Undici = typeof import("undici");

/**
 * The connections of one client. undici is loaded for the first call: a preview makes none, and a
 * provider process starts for each.
 */
export class Connections {
  readonly #environment: HttpOptions["environment"];
  readonly #connectTimeoutMs: number;
  readonly #closing: AbortSignal;
  readonly #fresh = new Set<Client>();
  #undici: Promise<Undici> | undefined;
  #kept: Dispatcher | undefined;

  /** @param closing ends connections that are still being made: they would hold the process */
  constructor({ environment, requestTimeoutMs }: HttpOptions, closing: AbortSignal) {
    this.#environment = environment;
    this.#connectTimeoutMs = requestTimeoutMs;
    this.#closing = closing;
  }

  /** The proxy that calls to this URL go through. Throws a ProxyFailure for one that can't be used. */
  proxyFor(url: URL): ProxySetting | undefined {
    return routeTo(url, this.#environment).proxy;
  }

  /**
   * Begins a request.
   *
   * @param creates on a connection of its own: on a kept one the server may hang up just as we
   *   send, and then nobody knows whether the call arrived
   */
  async dispatch(
    url: URL,
    creates: boolean,
    request: Omit<Dispatcher.DispatchOptions, "origin" | "path">,
    handler: Dispatcher.DispatchHandler,
  ): Promise<void> {
    this.#undici ??= import("undici");
    const undici = await this.#undici;
    const dispatcher = creates ? this.#openFresh(undici, url) : this.#keptOf(undici);
    const own = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      // Closed after the answer: nothing else will use it.
      reset: creates,
      // The time limit is ours: from the slot to the last byte, connecting included.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    dispatcher.dispatch({ ...request, ...own }, handler);
  }

  /** Drops all of them. The signal is to be aborted before. */
  async close(): Promise<void> {
    const all = [...this.#fresh, ...(this.#kept ? [this.#kept] : [])];
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()));
  }

  #keptOf(undici: Undici): Dispatcher {
    this.#kept ??= new undici.Agent({ connect: this.#connector(undici) });
    if (this.#closing.aborted) void this.#kept.destroy();
    return this.#kept;
  }

  #openFresh(undici: Undici, { origin }: URL): Dispatcher {
    const client = new undici.Client(origin, { connect: this.#connector(undici) });
    this.#fresh.add(client);
    const drop = () => {
      this.#fresh.delete(client);
      void client.destroy();
    };
    client.once("disconnect", drop).once("connectionError", drop);
    if (this.#closing.aborted) drop();
    return client;
  }

  /** A connection to the host itself, or through a proxy where the environment names one. */
  #connector(undici: Undici): buildConnector.connector {
    const timeoutMs = this.#connectTimeoutMs;
    const closing = this.#closing;
    const direct = undici.buildConnector({ timeout: timeoutMs, signal: closing });
    return (options, callback) => {
      const { protocol, hostname } = options;
      const url = new URL(`${protocol}//${options.host ?? hostname}`);
      const tunnel = async () => {
        const proxy = this.proxyFor(url);
        if (proxy === undefined) return undefined;
        const limit = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
        return openTunnel(proxy, `${url.hostname}:${portOf(url)}`, limit);
      };
      tunnel().then(
        (socket) => {
          if (socket === undefined) direct(options, callback);
          else if (protocol === "https:") direct({ ...options, httpSocket: socket }, callback);
          else callback(null, socket);
        },
        (error: Error) => callback(error, null),
      );
    };
  }
}

import type { buildConnector, Client, Dispatcher } from "undici";
import { type ProxySetting, portOf, proxyFor } from "./proxy";
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
  readonly #fresh = new Set<Client>();
  #undici: Promise<Undici> | undefined;
  #kept: Dispatcher | undefined;
  #isClosed = false;

  constructor({ environment, requestTimeoutMs }: HttpOptions) {
    this.#environment = environment;
    this.#connectTimeoutMs = requestTimeoutMs;
  }

  /** The proxy that calls to this URL go through. Throws a ProxyFailure for one that can't be used. */
  proxyFor(url: URL): ProxySetting | undefined {
    return proxyFor(url, this.#environment);
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
    // Times are ours: from the slot to the last byte, connecting included.
    const times = { headersTimeout: 0, bodyTimeout: 0 };
    const path = `${url.pathname}${url.search}`;
    dispatcher.dispatch({ ...request, ...times, origin: url.origin, path }, handler);
  }

  /** Drops all of them. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...this.#fresh, ...(this.#kept ? [this.#kept] : [])];
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()));
  }

  #keptOf(undici: Undici): Dispatcher {
    this.#kept ??= new undici.Agent({ connect: this.#connector(undici) });
    if (this.#isClosed) void this.#kept.destroy();
    return this.#kept;
  }

  #openFresh(undici: Undici, { origin }: URL): Dispatcher {
    const client = new undici.Client(origin, { connect: this.#connector(undici) });
    this.#fresh.add(client);
    client.once("disconnect", () => {
      this.#fresh.delete(client);
      void client.destroy();
    });
    if (this.#isClosed) void client.destroy();
    return client;
  }

  /** A connection to the host itself, or through a proxy where the environment names one. */
  #connector(undici: Undici): buildConnector.connector {
    const timeoutMs = this.#connectTimeoutMs;
    const direct = undici.buildConnector({ timeout: timeoutMs });
    return (options, callback) => {
      const { protocol, hostname } = options;
      const url = new URL(`${protocol}//${options.host ?? hostname}`);
      const open = async () => {
        const proxy = this.proxyFor(url);
        return proxy && openTunnel(proxy, { hostname, port: portOf(url) }, timeoutMs);
      };
      open().then(
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

import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { type ProxySetting, portOf, routeTo } from "./proxy";
import { openTunnel } from "./tunnel";
import type { HttpOptions } from "./types";

type Undici = typeof import("undici");

interface Loaded {
  Client: Undici["Client"];
  connect: buildConnector.connector;
  kept: Dispatcher;
}

/**
 * The connections of one client. undici is loaded for the first call: a preview makes none, and a
 * provider process starts for each.
 */
export class Connections {
  readonly #environment: HttpOptions["environment"];
  readonly #connectTimeoutMs: number;
  readonly #closing: AbortSignal;
  readonly #sockets = new Set<Socket>();
  #loaded: Promise<Loaded> | undefined;

  /** @param closing ends every connection, also one that is still being made: each holds the process */
  constructor({ environment, requestTimeoutMs }: HttpOptions, closing: AbortSignal) {
    this.#environment = environment;
    this.#connectTimeoutMs = requestTimeoutMs;
    this.#closing = closing;
    // One listener for all of them: a signal looks through its listeners at each that is added.
    closing.addEventListener("abort", () => {
      for (const socket of this.#sockets) socket.destroy();
    });
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
    this.#loaded ??= this.#load();
    const { Client, connect, kept } = await this.#loaded;
    const dispatcher = creates ? new Client(url.origin, { connect }) : kept;
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

  async #load(): Promise<Loaded> {
    const { Agent, buildConnector, Client } = await import("undici");
    const connect = this.#connector(buildConnector);
    return { Client, connect, kept: new Agent({ connect }) };
  }

  /** A connection to the host itself, or through a proxy where the environment names one. */
  #connector(build: Undici["buildConnector"]): buildConnector.connector {
    const timeoutMs = this.#connectTimeoutMs;
    const keep = (socket: Socket) => this.#keep(socket);
    const connect = build({ timeout: timeoutMs });
    // What connecting answers stands in no declaration: the socket, while it is being made.
    const direct: buildConnector.connector = (options, callback) =>
      keep(connect(options, callback) as unknown as Socket);
    return (options, callback) => {
      const { protocol, hostname } = options;
      const url = new URL(`${protocol}//${options.host ?? hostname}`);
      const tunnel = async () => {
        const proxy = this.proxyFor(url);
        if (proxy === undefined) return undefined;
        return openTunnel(proxy, `${url.hostname}:${portOf(url)}`, { timeoutMs, keep });
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

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    if (this.#closing.aborted) socket.destroy();
  }
}

import { Agent, type ClientRequest, type RequestOptions, request } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";

/**
 * The connections of one client. Node's own HTTP client, because it is in the process already: in
 * the provider's, undici costs 45 MB at its first call, most of it for a parser in WebAssembly.
 */
export class Connections {
  readonly #plain = agents(Agent);
  readonly #tls = agents(TlsAgent);

  /**
   * Begins a request. Throws where a header can't be sent as it is.
   *
   * @param creates on a connection of its own: on a kept one the server may hang up just as we
   *   send, and then nobody knows whether the call arrived
   */
  open(url: URL, creates: boolean, options: RequestOptions): ClientRequest {
    const isTls = url.protocol === "https:";
    const { kept, fresh } = isTls ? this.#tls : this.#plain;
    return (isTls ? tlsRequest : request)(url, { ...options, agent: creates ? fresh : kept });
  }

  /** Drops all of them. */
  close(): void {
    for (const { kept, fresh } of [this.#plain, this.#tls]) {
      kept.destroy();
      fresh.destroy();
    }
  }
}

const agents = <A>(Kind: new (options: { keepAlive: boolean }) => A) => ({
  kept: new Kind({ keepAlive: true }),
  fresh: new Kind({ keepAlive: false }),
});

import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificate } from "./certificates";

/** What a proxy does with a CONNECT: leads it to a port of this machine, or something else. */
export type Verdict =
  | { readonly port: number }
  /** Sent as it is, then the end of the connection. */
  | { readonly answer: string }
  | "hang up"
  /** Says that the tunnel stands, and hangs up. */
  | "hang up after 200"
  | "silent";

/**
 * A forward proxy on a free loopback port, which remembers the heads of what it was asked.
 *
 * @param certificate makes it one that is spoken to in TLS
 */
export async function connectProxy(
  decide: (authority: string) => Verdict,
  certificate?: Certificate,
) {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (client: Socket) => {
    sockets.add(client);
    client.on("error", () => {}).on("close", () => sockets.delete(client));
    client.once("data", (head) => {
      heads.push(head.toString("latin1"));
      const verdict = decide(/^CONNECT (\S+)/.exec(head.toString("latin1"))?.[1] ?? "");
      if (verdict === "silent") return;
      if (verdict === "hang up") {
        client.destroy();
        return;
      }
      if (verdict === "hang up after 200") {
        client.write("HTTP/1.1 200 OK\r\n\r\n", () => client.destroy());
        return;
      }
      if ("answer" in verdict) {
        client.end(verdict.answer);
        return;
      }
      const onward = connect(verdict.port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        client.pipe(onward).pipe(client);
      });
      sockets.add(onward);
      onward.on("error", () => client.destroy()).on("close", () => client.destroy());
    });
  };
  const server = certificate ? createTlsServer(certificate, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    heads,
    /** How many are open now. */
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

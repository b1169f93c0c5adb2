import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What a proxy does with a CONNECT: leads it to a port of this machine, or answers something else. */
export type Verdict =
  | { readonly port: number }
  | { readonly answer: string }
  | "hang up"
  | "silent";

/** A forward proxy on a free loopback port, which remembers the heads of what it was asked. */
export async function connectProxy(decide: (authority: string) => Verdict) {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
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
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    heads,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { connect } from "node:net";

/**
 * Sends bytes as they are and gives back all that came until the server ended the connection: what
 * no HTTP client would let through.
 */
export function sendRaw(base: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    // A reset is an answer too: an empty one.
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
    socket.write(bytes);
  });
}

export const statusOf = (answer: string): number =>
  Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);

/** A request as text, with whatever headers; Content-Length is right unless it is given. */
export function rawRequest(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer | string = "",
): Buffer {
  const payload = Buffer.from(body);
  const all = {
    Host: "127.0.0.1",
    Connection: "close",
    "Content-Length": String(payload.length),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"),
    payload,
  ]);
}

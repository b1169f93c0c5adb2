import { connect } from "node:net";

/**
 * The lightest HTTP client that still reads every answer: requests are bytes made ahead, one at a
 * time on each connection. All servers are measured with it, so its own cost is the same for all.
 */
export async function load({ port, requests, count, connections = 16 }) {
  let sent = 0;
  let failed = 0;
  const started = process.hrtime.bigint();
  await Promise.all(Array.from({ length: connections }, (_, index) => worker(index)));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { perSecond: Math.round(count / seconds), failed };

  function worker() {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      let buffer = "";
      const next = () => {
        if (sent >= count) return socket.end();
        socket.write(requests[sent++ % requests.length]);
      };
      socket.setEncoding("latin1");
      socket.on("connect", next);
      socket.on("data", (chunk) => {
        buffer += chunk;
        const headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd === -1) return;
        const length = Number(/content-length: (\d+)/i.exec(buffer)?.[1] ?? 0);
        if (buffer.length < headEnd + 4 + length) return;
        const status = Number(buffer.slice(9, 12));
        if (status >= 400) failed++;
        buffer = "";
        next();
      });
      socket.on("error", reject);
      socket.on("close", resolve);
    });
  }
}

export function bytes(method, path, headers = {}, body = "") {
  const all = { Host: "127.0.0.1", "Content-Length": Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { bare, ProxyFailure, type ProxySetting, portOf, REFUSED, UNUSABLE } from "./proxy";

/** Longest head of an answer that is read. */
const MAX_HEAD_BYTES = 16 * 1024;

/**
 * A connection to a host through the proxy, by CONNECT: what is sent on it is the host's alone.
 *
 * Our own, because undici's ProxyAgent tries for ever, as fast as it can, where a proxy hangs up
 * instead of answering, and does not say what the proxy answered.
 *
 * @param authority host and port, as CONNECT names them
 * @param keep takes the connection before it stands: it is then the caller's to end
 */
export function openTunnel(
  proxy: ProxySetting,
  authority: string,
  { timeoutMs, keep }: { timeoutMs: number; keep: (socket: Socket) => void },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const limit = AbortSignal.timeout(timeoutMs);
    const socket = connectTo(proxy.url, () =>
      socket.write(
        `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials(proxy.url)}\r\n`,
      ),
    );

    const stop = () => {
      socket.off("data", onData).off("end", onEnd).off("close", onEnd);
      limit.removeEventListener("abort", onTimeout);
    };
    const fail = (failure: ProxyFailure) => {
      stop();
      socket.destroy();
      reject(failure);
    };
    const unusable = (cause: unknown) => fail(new ProxyFailure(UNUSABLE, proxy, { cause }));
    const onEnd = () => unusable(withCode("ECONNRESET"));
    const onTimeout = () => unusable(withCode("ETIMEDOUT"));
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length <= MAX_HEAD_BYTES) return;
      const status = end < 0 ? undefined : statusIn(head);
      if (status === undefined || status < 200 || status > 299) {
        fail(new ProxyFailure(REFUSED, proxy, { status }));
        return;
      }
      stop();
      // What follows the head is the host's.
      socket.pause();
      socket.unshift(head.subarray(end + 4));
      resolve(socket);
    };
    // For good: once the tunnel stands, whoever has it hears of its end as well.
    socket.on("error", unusable);
    keep(socket);
    socket.on("data", onData).on("end", onEnd).on("close", onEnd);
    limit.addEventListener("abort", onTimeout);
  });
}

function connectTo(proxy: URL, onConnection: () => void): Socket {
  const to = { host: bare(proxy.hostname), port: portOf(proxy) };
  if (proxy.protocol !== "https:") return connectTcp(to, onConnection);
  return connectTls({ ...to, ...(isIP(to.host) ? {} : { servername: to.host }) }, onConnection);
}

function credentials({ username, password }: URL): string {
  if (username === "" && password === "") return "";
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(pair).toString("base64")}\r\n`;
}

/** As it is where a `%` begins no escape: somebody wrote the password in plain. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Undefined where it is no head of HTTP. */
function statusIn(head: Buffer): number | undefined {
  const [, status] = /^HTTP\/1\.[01] (\d{3})\b/.exec(head.toString("latin1")) ?? [];
  return status === undefined ? undefined : Number(status);
}

const withCode = (code: string) => Object.assign(new Error(code), { code });

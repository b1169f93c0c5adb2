import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { bare, ProxyFailure, type ProxySetting, portOf, REFUSED, UNUSABLE } from "./proxy";

/** Longest head of an answer that is read. */
const MOST_BYTES = 16 * 1024;

/**
 * A connection to the target through the proxy, by CONNECT: what is sent on it is the target's alone.
 *
 * Our own, because undici's ProxyAgent tries for ever, as fast as it can, where a proxy hangs up
 * instead of answering, and does not say what the proxy answered.
 */
export async function openTunnel(
  proxy: ProxySetting,
  target: { readonly hostname: string; readonly port: number },
  timeoutMs: number,
): Promise<Socket> {
  const { hostname } = proxy.url;
  const to = { host: bare(hostname), port: portOf(proxy.url) };
  const isTls = proxy.url.protocol === "https:";
  const socket = isTls
    ? connectTls({ ...to, ...(isIP(to.host) ? {} : { servername: to.host }) })
    : connectTcp(to);
  const give = AbortSignal.timeout(timeoutMs);
  try {
    await once(socket, isTls ? "secureConnect" : "connect", give);
    const authority = `${target.hostname}:${target.port}`;
    socket.write(
      `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials(proxy.url)}\r\n`,
    );
    const status = await readStatus(socket, give);
    if (status === undefined || status < 200 || status > 299) {
      throw new ProxyFailure(REFUSED, proxy, status);
    }
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof ProxyFailure) throw error;
    throw new ProxyFailure(UNUSABLE, proxy);
  }
}

function credentials({ username, password }: URL): string {
  if (username === "" && password === "") return "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(pair).toString("base64")}\r\n`;
}

/** The status of the answer to CONNECT; undefined where that is no HTTP. What follows it stays unread. */
function readStatus(socket: Socket, signal: AbortSignal): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (status: number | undefined) => {
      stop();
      resolve(status);
    };
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length <= MOST_BYTES) return;
      const [, status] = /^HTTP\/1\.[01] (\d{3})\b/.exec(head.toString("latin1")) ?? [];
      settle(end < 0 || status === undefined ? undefined : Number(status));
      if (end >= 0) socket.unshift(head.subarray(end + 4));
    };
    const onEnd = () => {
      stop();
      reject(new Error("the proxy hung up"));
    };
    const stop = () => {
      socket.off("data", onData).off("error", onEnd).off("close", onEnd).off("end", onEnd);
      signal.removeEventListener("abort", onEnd);
      socket.pause();
    };
    socket.on("data", onData).on("error", onEnd).on("close", onEnd).on("end", onEnd);
    signal.addEventListener("abort", onEnd);
  });
}

function once(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error("no connection"));
    socket.once(event, resolve).once("error", fail).once("close", fail);
    signal.addEventListener("abort", fail);
  });
}

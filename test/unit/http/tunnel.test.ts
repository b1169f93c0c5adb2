import { createServer } from "node:https";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { json } from "commerce-services-testkit/localServer";
import {
  type Certificate,
  certify,
  makeAuthority,
} from "commerce-services-testkit/network/certificates";
import { connectProxy, type Verdict } from "commerce-services-testkit/network/connectProxy";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createHttp } from "../../../provider/http/client";
import type { Http } from "../../../provider/http/types";

/** A TLS server that only the proxy knows by its name. */
let server: ReturnType<typeof createServer>;
let port: number;
let authority: Certificate;
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  authority = await makeAuthority();
  const { cert, key } = await certify(authority, ["gateway.corp.test"]);
  server = createServer({ cert, key }, (_, response) => json(response, 200, { ok: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
  const { connect } = tls;
  // As NODE_EXTRA_CA_CERTS does at Node's start; test/engine/proxy.test.ts has that itself.
  vi.spyOn(tls, "connect").mockImplementation(((options: object, onConnection?: () => void) =>
    connect({ ...options, ca: authority.cert }, onConnection)) as typeof connect);
  syncBuiltinESMExports();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function behind(
  verdict: Verdict,
  {
    credentials = "",
    timeoutMs = 5_000,
    certificate,
  }: { credentials?: string; timeoutMs?: number; certificate?: Certificate } = {},
): Promise<{ http: Http; proxy: Awaited<ReturnType<typeof connectProxy>>; slept: number[] }> {
  const proxy = await connectProxy(() => verdict, certificate);
  open.push(proxy);
  const url = certificate ? `https://localhost:${proxy.port}` : proxy.url;
  return { proxy, ...through(url.replace("//", `//${credentials}`), timeoutMs) };
}

/** A client whose environment names this proxy. */
function through(https_proxy: string, timeoutMs: number) {
  const clock = virtualClock(0);
  const http = createHttp({
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    environment: { https_proxy },
    notify: () => {},
    requestTimeoutMs: timeoutMs,
    maxConcurrency: 4,
  });
  open.push(http);
  return { http, slept: clock.slept };
}

const ask = (http: Http, over: { url?: string; creates?: boolean } = {}) =>
  http.request({
    method: "POST",
    url: "https://gateway.corp.test/v1",
    headers: {},
    configKey: "gatewayUrl",
    ...over,
  });

const failure = async (promise: Promise<unknown>) =>
  (await promise.then(
    () => "came through",
    (reason: unknown) => reason,
  )) as { code: string; message: string; path: string };

it("reaches a host by the name that the proxy knows, on a kept connection and on fresh ones", async () => {
  const { http, proxy } = await behind({ port }, { credentials: "user:p%40ss@" });
  for (let n = 0; n < 2; n++) expect((await ask(http)).body).toBe('{"ok":true}');
  expect(proxy.heads).toEqual([
    "CONNECT gateway.corp.test:443 HTTP/1.1\r\nHost: gateway.corp.test:443\r\n" +
      `Proxy-Authorization: Basic ${Buffer.from("user:p@ss").toString("base64")}\r\n\r\n`,
  ]);
  expect((await ask(http, { creates: true })).status).toBe(200);
  expect(proxy.heads).toHaveLength(2);
});

it("sends a password as it stands where it is not percent-encoded", async () => {
  const { http, proxy } = await behind({ port }, { credentials: "user:100%@" });
  expect((await ask(http)).status).toBe(200);
  expect(proxy.heads[0]).toContain(`Basic ${Buffer.from("user:100%").toString("base64")}\r\n`);
});

it("names an IPv6 address in brackets", async () => {
  const { http, proxy } = await behind({ answer: "HTTP/1.1 403 No\r\n\r\n" });
  await failure(ask(http, { url: "https://[fd00::1]:8443/" }));
  expect(proxy.heads).toEqual(["CONNECT [fd00::1]:8443 HTTP/1.1\r\nHost: [fd00::1]:8443\r\n\r\n"]);
});

it("speaks TLS to a proxy of https, whose certificate counts", async () => {
  const trusted = await behind({ port }, { certificate: await certify(authority, ["localhost"]) });
  expect((await ask(trusted.http)).body).toBe('{"ok":true}');

  const other = await behind({ port }, { certificate: await certify(authority, ["other.test"]) });
  const error = await failure(ask(other.http));
  expect([error.code, error.path]).toEqual(["CS2017", "https_proxy"]);
  expect(error.message).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  expect([other.slept, other.proxy.heads]).toEqual([[], []]);
});

it("trusts no certificate of another name behind the proxy", async () => {
  const { http } = await behind({ port });
  const error = await failure(ask(http, { url: "https://other.corp.test/" }));
  expect(error.code).toBe("CS2004");
});

it.each<[string, Verdict, string, RegExp, number]>([
  ["refuses", { answer: "HTTP/1.1 403 No\r\n\r\n" }, "CS2018", /\(HTTP 403\).*NO_PROXY/s, 1],
  ["wants credentials", { answer: "HTTP/1.1 407 No\r\n\r\n" }, "CS2018", /credentials/, 1],
  ["is down behind", { answer: "HTTP/1.1 502 No\r\n\r\n" }, "CS2018", /\(HTTP 502\)/, 5],
  ["speaks something else", { answer: "SSH-2.0-private\r\n\r\n" }, "CS2018", /\(no HTTP\)/, 1],
  ["hangs up", "hang up", "CS2017", /to gateway\.corp\.test came about \(ECONNRESET\)/, 5],
  ["hangs up late", "hang up after 200", "CS2017", /came about \(ECONNRESET\)/, 5],
])("names the variable and the proxy that %s, and never its password", async (...row) => {
  const [, verdict, code, words, tries] = row;
  const { http, proxy } = await behind(verdict, { credentials: "user:hidden@" });
  const error = await failure(ask(http, { creates: true }));
  expect(error).toMatchObject({ code, path: "https_proxy" });
  expect(error.message).toMatch(words);
  expect(error.message).toContain(proxy.host);
  expect(error.message).not.toMatch(/hidden|private|may or may not/);
  expect(proxy.heads).toHaveLength(tries);
});

it("does not wait for ever for a proxy that is silent", async () => {
  const { http } = await behind("silent", { timeoutMs: 50 });
  const error = await failure(ask(http));
  expect(error).toMatchObject({ code: "CS2017", path: "https_proxy" });
  expect(error.message).toMatch(/came about \((TIMED_OUT|ETIMEDOUT)\)/);
});

it("lets go of a proxy that is silent as soon as it is closed", async () => {
  const { http, proxy } = await behind("silent", { timeoutMs: 60_000 });
  const pending = failure(ask(http));
  await expect.poll(() => proxy.heads.length).toBe(1);
  http.close();
  expect((await pending).code).toBe("CS2014");
  await expect.poll(() => proxy.connections()).toBe(0);
});

it("does not ask again for a proxy whose name is not known", async () => {
  const { http, slept } = through("http://no-such-proxy.invalid:3128", 5_000);
  const error = await failure(ask(http));
  expect([error.code, error.path]).toEqual(["CS2017", "https_proxy"]);
  expect(error.message).toMatch(
    /no-such-proxy\.invalid:3128, .* came about \((ENOTFOUND|EAI_AGAIN)\)/,
  );
  expect(slept).toHaveLength(error.message.includes("ENOTFOUND") ? 0 : 4);
});

it("names a proxy at which nothing listens", async () => {
  const { http, proxy, slept } = await behind("silent");
  await proxy.close();
  const error = await failure(ask(http));
  expect(error).toMatchObject({ code: "CS2017", path: "https_proxy" });
  expect(error.message).toContain("came about (ECONNREFUSED)");
  expect(slept).toHaveLength(4);
});

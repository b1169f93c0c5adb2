import { once } from "node:events";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { json, localServer } from "commerce-services-testkit/localServer";
import { virtualClock } from "commerce-services-testkit/virtualClock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../provider/http/client";
import { isOutcomeUnknown } from "../../../provider/http/errors";
import { MAX_BODY_BYTES } from "../../../provider/http/retry";
import type { Http, HttpOptions, HttpRequest } from "../../../provider/http/types";

const NOW = Date.parse("2026-11-21T10:00:00Z");

let server: Awaited<ReturnType<typeof localServer>>;
let clock: ReturnType<typeof virtualClock>;
let cancel: AbortController;
let told: string[];
const open: Http[] = [];

beforeEach(async () => {
  server = await localServer((_, response) => json(response, 200, { ok: true }));
  clock = virtualClock(NOW);
  cancel = new AbortController();
  told = [];
});
afterEach(async () => {
  for (const http of open.splice(0)) http.close();
  await server.close();
});

function make(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({
    clock,
    random: () => 0.5,
    signal: cancel.signal,
    requestTimeoutMs: 5_000,
    maxConcurrency: 4,
    environment: {},
    notify: (message) => told.push(message),
    ...options,
  });
  open.push(http);
  return http;
}

const call = (over: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url: server.url,
  headers: {},
  configKey: "gatewayUrl",
  ...over,
});

async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => "came through",
    (reason) => reason,
  );
  return error as { code: string; problem: string; path: string; message: string; cause: unknown };
}

/** Answers of these statuses in turn, then 200. */
function answers(...list: [number, Record<string, string>?][]) {
  server.state.handler = (_, response) => {
    const [status, headers] = list.shift() ?? [200];
    json(response, status, {}, headers);
  };
}

describe("a call", () => {
  it("carries method, path, headers, body and an id, and brings all of the answer", async () => {
    server.state.handler = (_, response) =>
      json(response, 201, { made: 1 }, { "X-Request-Id": "theirs", "X-Many": ["a", "b"] });
    const answer = await make().request(
      call({
        method: "POST",
        url: `${server.url}v1/a%2Fb?c=d`,
        headers: { "x-api-key": "k" },
        body: '{"ü":1}',
      }),
    );
    expect(answer).toMatchObject({ status: 201, body: '{"made":1}', requestId: "theirs" });
    expect(answer.headers["x-many"]).toBe("a, b");
    expect(server.seen).toMatchObject([
      {
        method: "POST",
        path: "/v1/a%2Fb?c=d",
        body: '{"ü":1}',
        headers: { "x-api-key": "k", "x-request-id": "8".repeat(32), "content-length": "8" },
      },
    ]);
  });

  it("gives the id that was sent where the service gives none", async () => {
    expect((await make().request(call())).requestId).toBe("8".repeat(32));
  });

  it("leaves statuses like 401, 404 and 500 to the caller, tried once", async () => {
    for (const status of [400, 401, 403, 404, 405, 409, 500]) {
      answers([status]);
      expect((await make().request(call())).status).toBe(status);
    }
    expect(server.seen).toHaveLength(7);
    expect(clock.slept).toEqual([]);
  });

  it("keeps connections, but makes creating calls on fresh ones", async () => {
    const http = make({ maxConcurrency: 1 });
    for (let n = 0; n < 3; n++) await http.request(call());
    expect(server.state.connections).toBe(1);
    for (let n = 0; n < 3; n++) await http.request(call({ method: "POST", creates: true }));
    expect(server.state.connections).toBe(4);
    const asked = server.seen.map(({ headers }) => headers.connection);
    expect(asked).toEqual([...Array(3).fill("keep-alive"), ...Array(3).fill("close")]);
  });

  it("waits for a slot: no more at once than allowed, of both kinds together", async () => {
    let now = 0;
    let most = 0;
    server.state.handler = (_, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        json(response, 200, {});
      }, 5);
    };
    const http = make({ maxConcurrency: 3 });
    const calls = Array.from({ length: 24 }, (_, n) =>
      http.request(call(n % 2 ? { method: "POST", creates: true } : {})),
    );
    expect(await Promise.all(calls)).toHaveLength(24);
    expect(most).toBe(3);
  });

  it("runs many calls at once without a warning of Node's", async () => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => warnings.push(message);
    process.on("warning", onWarning);
    const http = make({ maxConcurrency: 20 });
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        http.request(call(n % 2 ? { method: "POST", creates: true } : {})),
      ),
    );
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  it("never follows a redirect and names its host alone", async () => {
    answers([302, { Location: "https://elsewhere.example/path?token=abc" }]);
    const error = await failure(make().request(call()));
    expect(error.code).toBe("CS2010");
    expect(error.problem).toBe(
      `names ${server.host}, which answers with a redirect (HTTP 302 to elsewhere.example)`,
    );
    expect(server.seen).toHaveLength(1);
  });

  it("cuts off an answer past the cap", async () => {
    const most = Buffer.alloc(MAX_BODY_BYTES, "x");
    server.state.handler = (_, response) =>
      response.end(Buffer.concat([most, most.subarray(0, 1)]));
    const error = await failure(make().request(call()));
    expect(error.code).toBe("CS2008");
    expect(server.seen).toHaveLength(1);
    server.state.handler = (_, response) => response.end(most);
    expect((await make().request(call())).body).toHaveLength(MAX_BODY_BYTES);
  });
});

describe("failures on the way", () => {
  it("tells a body that broke off from a connection that brought nothing", async () => {
    server.state.handler = (_, response, socket) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write('{"half":', () => setImmediate(() => socket.destroy()));
    };
    const broken = await failure(make().request(call()));
    expect([broken.code, broken.problem]).toEqual([
      "CS2007",
      `names ${server.host}, whose answer (HTTP 200) broke off in its body`,
    ]);
    server.state.handler = (_, __, socket) => socket.destroy();
    expect((await failure(make().request(call()))).code).toBe("CS2006");
  });

  it("tells a chunked body that broke off", async () => {
    server.state.handler = (_, response, socket) => {
      response.write('{"half":', () => setImmediate(() => socket.destroy()));
    };
    expect((await failure(make().request(call()))).code).toBe("CS2007");
  });

  it("names host and key of a port where nothing listens, and says it is safe", async () => {
    await server.close();
    const error = await failure(make().request(call({ method: "POST", creates: true })));
    expect([error.code, error.path]).toEqual(["CS2002", "commerce-services:gatewayUrl"]);
    expect(error.problem).toContain(server.host);
    expect(isOutcomeUnknown(error)).toBe(false);
    // Refused before sending: even a creating call was tried again.
    expect(clock.slept).toEqual([150, 300, 600, 1200]);
  });

  it("says at once that a name does not resolve", async () => {
    const error = await failure(make().request(call({ url: "http://no-such-host.invalid/" })));
    expect(["CS2001", "CS2003"]).toContain(error.code);
    expect(error.problem).toContain("no-such-host.invalid");
  });

  it("tells a host that does not speak TLS", async () => {
    const error = await failure(
      make().request(call({ url: server.url.replace("http:", "https:") })),
    );
    expect(error.code).toBe("CS2004");
  });

  it("tells a host that does not speak HTTP, and keeps its bytes out of the error", async () => {
    const tcp = createTcpServer((socket) => {
      socket.once("data", () => socket.end("SSH-2.0-private-bytes\r\n"));
    });
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(tcp.address() as AddressInfo).port}/`;
    const error = await failure(make().request(call({ url })));
    tcp.close();
    expect(error.code).toBe("CS2009");
    expect(error.message).not.toContain("private-bytes");
    expect(error.cause).toBeUndefined();
  });

  it("takes no head of endless length", async () => {
    server.state.handler = (_, response) =>
      json(response, 200, {}, { "X-Long": "y".repeat(20_000) });
    const error = await failure(make().request(call()));
    expect(error.code).toBe("CS2009");
    expect(error.problem).toContain("(UND_ERR_HEADERS_OVERFLOW)");
    expect(server.seen).toHaveLength(1);
  });

  it("ends a call that takes longer than its time, answer begun or not", async () => {
    server.state.handler = () => {};
    const none = await failure(make({ requestTimeoutMs: 50 }).request(call()));
    expect([none.code, none.problem]).toEqual([
      "CS2005",
      `names ${server.host}, which did not answer within 0.05 s`,
    ]);
    // A byte now and then keeps no call alive.
    server.state.handler = (_, response) => {
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(drip));
    };
    const drip = await failure(make({ requestTimeoutMs: 80 }).request(call()));
    expect(drip.code).toBe("CS2005");
  });

  it("tells a call that got no connection in time from one that got no answer", async () => {
    // Takes connections, and never answers the handshake.
    const mute = createTcpServer();
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    const http = make({ requestTimeoutMs: 50 });
    const error = await failure(http.request(call({ url, method: "POST", creates: true })));
    mute.close();
    expect([error.code, isOutcomeUnknown(error)]).toEqual(["CS2003", false]);
  });

  it.each([{}, { creates: true }])(
    "drops a connection that is still being made when it is closed: %j",
    async (kind) => {
      // Takes connections, and never answers the handshake.
      const mute = createTcpServer().listen(0, "127.0.0.1");
      await once(mute, "listening");
      const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
      const connected = once(mute, "connection");
      const http = make({ requestTimeoutMs: 60_000 });
      const pending = failure(http.request(call({ url, ...kind })));
      const [socket] = (await connected) as [Socket];
      const dropped = new Promise((resolve) =>
        socket.resume().on("error", resolve).on("close", resolve),
      );
      http.close();
      expect((await pending).code).toBe("CS2014");
      await dropped;
      mute.close();
    },
  );

  it("tells a kept connection that was lost from one that was never made", async () => {
    const http = make({ maxConcurrency: 1 });
    await http.request(call());
    server.state.handler = (_, __, socket) => socket.destroy();
    expect((await failure(http.request(call()))).code).toBe("CS2006");
    // The first try on the kept one, each other on a new one.
    expect([server.seen.length, server.state.connections]).toEqual([6, 5]);
  });

  it("tells a header that can't be sent, and does not show it", async () => {
    const headers = { "x-api-key": "first\nsecond" };
    const error = await failure(make().request(call({ headers })));
    expect([error.code, server.seen]).toEqual(["CS2015", []]);
    expect(error.message).not.toMatch(/first|second/);
  });

  it.each([{}, { creates: true }])("ends calls in flight when it is closed: %j", async (kind) => {
    const http = make();
    const arrived = new Promise<void>((resolve) => {
      server.state.handler = () => resolve();
    });
    const pending = failure(http.request(call({ method: "GET", ...kind })));
    await arrived;
    http.close();
    const error = await pending;
    expect(error.problem).toContain("cancelled");
    expect(server.seen).toHaveLength(1);
  });

  it("ends calls in flight when the operation is cancelled, and starts no other", async () => {
    const http = make({ maxConcurrency: 1 });
    server.state.handler = () => cancel.abort();
    const [first, second] = [failure(http.request(call())), failure(http.request(call()))];
    expect([(await first).code, (await second).code]).toEqual(["CS2014", "CS2014"]);
    expect(server.seen).toHaveLength(1);
  });

  it("ends a wait when the operation is cancelled", async () => {
    answers([503, { "Retry-After": "30" }]);
    const sleep = async () => {
      throw new Error("aborted");
    };
    const http = make({ clock: { now: () => NOW, sleep } });
    expect((await failure(http.request(call()))).code).toBe("CS2014");
  });
});

describe("trying again", () => {
  it.each([429, 502, 503, 504])("comes back after %i with growing waits", async (status) => {
    answers([status], [status], [status]);
    expect((await make().request(call({ method: "PATCH" }))).status).toBe(200);
    expect(clock.slept).toEqual([150, 300, 600]);
    // One id for all attempts, so that the service's log shows them as one call.
    expect(new Set(server.seen.map(({ headers }) => headers["x-request-id"])).size).toBe(1);
  });

  it("obeys Retry-After in seconds and as a date, and says that it waits", async () => {
    answers(
      [429, { "Retry-After": "7" }],
      [503, { "Retry-After": new Date(NOW + 7125 + 20_000).toUTCString() }],
    );
    await make().request(call());
    // toUTCString drops milliseconds: 27.125 s after NOW is read as 27 s.
    expect(clock.slept).toEqual([7125, 20_000]);
    expect(told).toEqual([
      `${server.host} answered 429: trying again in 7 s`,
      `${server.host} answered 503: trying again in 20 s`,
    ]);
  });

  it("gives up at once when told to wait longer than there is time", async () => {
    answers([429, { "Retry-After": "3600" }]);
    const error = await failure(make().request(call()));
    expect([error.code, error.problem]).toEqual([
      "CS2011",
      `names ${server.host}, which takes no more calls now and asks to wait 3600 s`,
    ]);
    expect(clock.slept).toEqual([]);
  });

  it("counts all waits of one call together", async () => {
    answers([503, { "Retry-After": "40" }], [503, { "Retry-After": "40" }]);
    expect((await failure(make().request(call()))).code).toBe("CS2012");
    expect(clock.slept).toEqual([40_125]);
  });

  it("is bounded", async () => {
    server.state.handler = (_, response) => json(response, 503, {});
    expect((await failure(make().request(call()))).code).toBe("CS2012");
    expect(server.seen).toHaveLength(5);
  });

  it("repeats a call whose connection was lost", async () => {
    let times = 0;
    server.state.handler = (_, response, socket) => {
      times += 1;
      if (times < 3) socket.destroy();
      else json(response, 200, {});
    };
    expect((await make().request(call())).status).toBe(200);
  });
});

describe("a call that creates", () => {
  const creating = { method: "POST", creates: true, body: "{}" } as const;

  it.each([502, 503, 504])(
    "is not repeated after %i, and says that nobody knows",
    async (status) => {
      answers([status]);
      const error = await failure(make().request(call(creating)));
      expect(isOutcomeUnknown(error)).toBe(true);
      expect(error.problem).toBe(
        `may or may not have made what it was asked for: the call went to ${server.host}, which is not available now (HTTP ${status}) (CS2012)`,
      );
      expect(server.seen).toHaveLength(1);
    },
  );

  it.each([
    ["was dropped", () => server.seen.length],
    ["timed out", () => server.seen.length],
  ])("is not repeated after it %s", async (what, count) => {
    server.state.handler = (_, __, socket) => {
      if (what === "was dropped") socket.destroy();
    };
    const error = await failure(make({ requestTimeoutMs: 100 }).request(call(creating)));
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(count()).toBe(1);
  });

  it("says that nobody knows when it is cancelled under way", async () => {
    server.state.handler = () => cancel.abort();
    expect(isOutcomeUnknown(await failure(make().request(call(creating))))).toBe(true);
  });

  it("is refused plainly by 429, without a second try", async () => {
    answers([429, { "Retry-After": "1" }]);
    const error = await failure(make().request(call(creating)));
    expect([error.code, isOutcomeUnknown(error)]).toEqual(["CS2011", false]);
    expect(server.seen).toHaveLength(1);
  });
});

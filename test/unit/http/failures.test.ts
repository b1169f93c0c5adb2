import { once } from "node:events";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { json } from "commerce-services-testkit/localServer";
import { describe, expect, it } from "vitest";
import { isOutcomeUnknown } from "../../../provider/http/errors";
import { answers, call, cancel, clock, failure, make, NOW, server } from "./support/client";

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

import { json } from "commerce-services-testkit/localServer";
import { describe, expect, it } from "vitest";
import { isOutcomeUnknown } from "../../../provider/http/errors";
import { MAX_BODY_BYTES } from "../../../provider/http/retry";
import { answers, call, cancel, clock, failure, make, NOW, server, told } from "./support/client";

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

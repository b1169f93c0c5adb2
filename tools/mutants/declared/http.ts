import { inFile } from "../mutation";

const calls = ["test/unit/http/client.test.ts", "test/unit/http/failures.test.ts"] as const;
const proxies = ["test/unit/http/proxy.test.ts"] as const;
const tunnels = ["test/unit/http/tunnel.test.ts"] as const;
const timing = ["test/unit/http/retry.test.ts"] as const;

export const http = [
  ...inFile("http/retry.ts", calls)(
    [
      "a service that fails for ever is asked without end",
      "attempt >= limit &&",
      "attempt >= limit + 3 &&",
    ],
    ["a lost creating call is sent a second time", "creates && sent &&", "creates && !sent &&"],
    [
      "the time that a busy service names is ignored",
      "(status === 429 || status === 503) &&",
      "status === 599 &&",
    ],
    [
      "a connection that was refused for a moment fails the run",
      "({ passing }) => passing &&",
      "() => false &&",
    ],
  ),
  ...inFile("http/client.ts", calls)(
    [
      "a creating call whose answer was lost passes for not made",
      "throw creates && facts.mayHaveWorked ? errors.outcomeUnknown(where, error) : error;",
      "throw error;",
    ],
    ["waits add up beyond any budget", "budgetMs -= delayMs;", ""],
  ),
  ...inFile("http/connections.ts", calls)(
    [
      "a creating call runs on a connection that may just be closing",
      "creates ? new Client(url.origin, { connect }) : kept;",
      "kept;",
    ],
    [
      "a connection still being made holds the process after all is closed",
      "for (const socket of this.#sockets) socket.destroy();",
      "",
    ],
  ),
  ...inFile("http/exchange.ts", calls)(
    [
      "an answer without end fills the memory",
      "if (bytes > maxBodyBytes) end(TOO_LARGE);",
      "if (bytes < 0) end(TOO_LARGE);",
    ],
    [
      "a creating call that never left passes for one that may have worked",
      "const sent = controller !== undefined;",
      "const sent = true;",
    ],
    [
      "a call lost on its way passes for one that never left",
      "const sent = controller !== undefined;",
      "const sent = false;",
    ],
    [
      "each call opens a connection of its own",
      "queueMicrotask(() => setImmediate(resolve, outcome));",
      "resolve(outcome);",
    ],
  ),
  ...inFile("http/proxy.ts", proxies)(
    ["this machine is asked through a proxy", "if (isLoopback(target))", "if (false)"],
    [
      "an address that merely ends the same is exempt",
      "if (isIP(host) !== 0) return isWithin(host, name);",
      "",
    ],
    ["a name that merely ends the same is exempt", "host.endsWith(`.", "host.endsWith(`"],
    ["a proxy of another kind is spoken to", "!/^https?:$/.test(url.protocol) || ", ""],
  ),
  ...inFile("http/tunnel.ts", tunnels)(
    ["a refused tunnel is spoken through", "status < 200 || status > 299", "status < 0"],
    ["a silent proxy holds the process after all is closed", "keep(socket);", ""],
    [
      "a proxy is asked with a mangled password",
      "return decodeURIComponent(text);",
      "return text;",
    ],
  ),
  ...inFile(
    "http/failures.ts",
    tunnels,
  )([
    "the host is blamed for a proxy that hangs up",
    "code === TIMED_OUT || LOST.has(code))) {",
    "code === TIMED_OUT)) {",
  ]),
  ...inFile(
    "http/failures.ts",
    calls,
  )(["a redirect is taken for an answer", "return !(redirect || ", "return !("]),
  ...inFile("http/retry.ts", timing)(
    [
      "a wait longer than the budget is waited",
      "return wait > budgetMs ? undefined",
      "return wait < 0 ? undefined",
    ],
    ["Retry-After is forgotten", ": toldMs + random * SPREAD_MS", ": random * SPREAD_MS"],
  ),
  ...inFile(
    "http/limiter.ts",
    calls,
  )([
    "more calls run at once than were allowed",
    "if (running < slots) running += 1;",
    "if (running >= 0) running += 1;",
  ]),
];

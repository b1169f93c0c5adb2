import { expect, it } from "vitest";
import { routeTo } from "../../../provider/http/proxy";

const target = new URL("https://gateway.corp.test/merchant-registry");
const chosen = (environment: Record<string, string>, url = target) => {
  const { proxy, ...direct } = routeTo(url, environment);
  return proxy ? `${proxy.variable} ${proxy.host}` : direct;
};

it.each<[Record<string, string>, string | object]>([
  [{}, {}],
  [{ HTTPS_PROXY: "http://proxy:3128" }, "HTTPS_PROXY proxy:3128"],
  [{ https_proxy: "http://lower:1", HTTPS_PROXY: "http://upper:2" }, "https_proxy lower:1"],
  [{ https_proxy: "", HTTPS_PROXY: "http://upper:2" }, "HTTPS_PROXY upper:2"],
  [{ HTTP_PROXY: "http://plain:1" }, {}],
  [{ ALL_PROXY: "http://all:1" }, "ALL_PROXY all:1"],
  [{ ALL_PROXY: "http://all:1", https_proxy: "http://own:1" }, "https_proxy own:1"],
  [{ HTTPS_PROXY: "proxy.corp:8080" }, "HTTPS_PROXY proxy.corp:8080"],
  [{ HTTPS_PROXY: "http://user:p%40ss@proxy.corp" }, "HTTPS_PROXY proxy.corp:80"],
  [{ HTTPS_PROXY: "https://proxy.corp" }, "HTTPS_PROXY proxy.corp:443"],
  [{ HTTPS_PROXY: "http://[::1]:3128" }, "HTTPS_PROXY [::1]:3128"],
])("takes the proxy that %j names", (environment, proxy) => {
  expect(chosen(environment)).toEqual(proxy);
});

it("takes the variable of the scheme", () => {
  const both = { http_proxy: "http://plain:1", https_proxy: "http://tls:1" };
  expect(chosen(both, new URL("http://gateway.corp.test/"))).toBe("http_proxy plain:1");
  expect(chosen(both)).toBe("https_proxy tls:1");
});

it.each([
  ["*", true],
  ["gateway.corp.test", true],
  ["GATEWAY.corp.TEST", true],
  ["corp.test", true],
  [".corp.test", true],
  ["*.corp.test", true],
  ["other.test, corp.test", true],
  ["other.test corp.test", true],
  ["corp.test:443", true],
  ["corp.test:8443", false],
  ["corp.test.", true],
  ["way.corp.test", false],
  ["test.corp", false],
  ["10.0.0.0/8", false],
  ["", false],
])("goes directly under NO_PROXY=%s: %s", (no_proxy, isDirect) => {
  const proxy = "HTTPS_PROXY proxy:1";
  const environment = { HTTPS_PROXY: "http://proxy:1", NO_PROXY: no_proxy };
  expect(chosen(environment)).toEqual(isDirect ? { exemptBy: "NO_PROXY" } : proxy);
  const lower = { ...environment, NO_PROXY: "", no_proxy };
  expect(chosen(lower)).toEqual(isDirect ? { exemptBy: "no_proxy" } : proxy);
});

it.each([
  ["10.1.2.3", "10.0.0.0/8", true],
  ["10.1.2.3", "10.1.2.3", true],
  ["10.1.2.3", "10.1.2.3:443", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["10.1.2.3", "10.0.0.0/64", false],
  ["10.1.2.3", "10.0.0.0/x", false],
  ["[fd00::1]", "fd00::/8", true],
  ["[fd00::1]", "fd00::1", true],
  ["[fd00::1]", "fd00:0::1", true],
  ["[fd00::1]", "[fd00::1]", true],
  ["[fd00::1]", "[fd00::1]:443", true],
  ["[fd00::1]", "[fd00::1]:8443", false],
  ["10.1.2.3", "2.3", false],
  ["[fe00::1]", "fd00::/8", false],
])("takes %s for one of NO_PROXY=%s: %s", (host, NO_PROXY, isDirect) => {
  const environment = { HTTPS_PROXY: "http://proxy:1", NO_PROXY };
  const proxy = chosen(environment, new URL(`https://${host}/`));
  expect(proxy).toEqual(isDirect ? { exemptBy: "NO_PROXY" } : "HTTPS_PROXY proxy:1");
});

it.each(["http://localhost:8787/", "https://127.0.0.1/", "http://127.9.9.9/", "http://[::1]:1/"])(
  "asks this machine directly: %s",
  (url) => {
    const environment = { HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1" };
    expect(chosen(environment, new URL(url))).toEqual({ exemptBy: "this machine" });
  },
);

it.each(["socks5://proxy:1080", "http://", "http://:3128", "ftp://proxy"])(
  "refuses %s, which is no HTTP proxy",
  (HTTPS_PROXY) => {
    expect(() => chosen({ HTTPS_PROXY })).toThrow(
      expect.objectContaining({
        code: "PROXY_UNUSABLE",
        proxy: { variable: "HTTPS_PROXY", host: "" },
      }),
    );
  },
);

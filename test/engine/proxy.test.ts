import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { certify, makeAuthority } from "commerce-services-testkit/network/certificates";
import { connectProxy } from "commerce-services-testkit/network/connectProxy";
import { runCommand } from "commerce-services-testkit/process/command";
import type { ProviderKind } from "commerce-services-testkit/project/providerKind";
import { expect, it } from "vitest";

const program = `
const { ApiKeyPair } = require("pulumi-commerce-services");
new ApiKeyPair("key", { environment: "production" });
`;
const NAMES = ["gateway.corp.test", "sandbox.corp.test", "portal.corp.test"] as const;

it.each<ProviderKind>(["dynamic", "native"])(
  "the way out is a proxy, and trust a company's own authority: %s provider, then doctor",
  async (provider) => {
    const stack = await createCommerce({
      provider,
      program,
      account: { keyPolicy: "overlapping" },
    });
    const { project, emulator } = stack;
    const authority = await makeAuthority();
    // What the names lead to behind the proxy: TLS before the emulator.
    const behind = Object.fromEntries(
      NAMES.map((name, at) => [
        name,
        new URL([emulator.gatewayUrl, emulator.sandboxGatewayUrl, emulator.portalUrl][at] ?? ""),
      ]),
    );
    const front = createServer(await certify(authority, NAMES), (asked, answer) => {
      const { host, port } = behind[asked.headers.host ?? ""] ?? new URL("http://127.0.0.1:1");
      const { url: path, method } = asked;
      const options = {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers: { ...asked.headers, host },
      };
      const onward = request(options, (reply) => {
        answer.writeHead(reply.statusCode ?? 0, reply.headers);
        reply.pipe(answer);
      });
      asked.pipe(onward);
    });
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    const proxy = await connectProxy(() => ({ port: (front.address() as AddressInfo).port }));

    project.write({ "authority.pem": authority.cert });
    Object.assign(project.env, {
      HTTPS_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: join(project.dir, "authority.pem"),
    });
    await project.setConfig({
      "commerce-services:gatewayUrl": "https://gateway.corp.test/",
      "commerce-services:sandboxGatewayUrl": "https://sandbox.corp.test/",
      "commerce-services:portalUrl": "https://portal.corp.test/",
    });
    const { code, stdout } = await project.up();
    expect(code, stdout).toBe(0);
    expect(emulator.keys("production").map(({ status }) => status)).toEqual(["accepted"]);
    const reached = proxy.heads.map((head) => head.split("\r\n")[0]);
    expect(new Set(reached)).toEqual(
      new Set(["CONNECT portal.corp.test:443 HTTP/1.1", "CONNECT gateway.corp.test:443 HTTP/1.1"]),
    );

    const bin = join(checkoutRoot(), "dist/cli/bin.js");
    const doctor = await runCommand(process.execPath, [bin, "doctor"], {
      cwd: project.dir,
      env: project.env,
    });
    const through = `through ${proxy.host} (HTTPS_PROXY)`;
    expect(doctor.stdout).toContain(`production gateway: gateway.corp.test ${through}`);
    expect(doctor.stdout).toMatch(/portal: \S+, overlapping, portal\.corp\.test through/);
    expect(doctor.stdout).toContain("All is well.");

    await proxy.close();
    const down = await project.refresh();
    expect(down.stdout).toMatch(/CS2017: HTTPS_PROXY names the proxy 127\.0\.0\.1:\d+, /);
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    await stack.close();
  },
);

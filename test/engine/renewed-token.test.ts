import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { createProject } from "commerce-services-testkit/project";
import { type ProviderKind, through } from "commerce-services-testkit/project/providerKind";
import { expect, it } from "vitest";

const program = `
const { ApiKeyPair } = require("pulumi-commerce-services");
new ApiKeyPair("key", { environment: "production" });
`;

it.each<ProviderKind>(["dynamic", "native"])(
  "says whose token a refresh goes on with, and takes the renewed one of the environment: %s provider",
  async (provider) => {
    const folder = mkdtempSync(join(tmpdir(), "renewed-"));
    const account = { data: join(folder, "account.db"), keyPolicy: "overlapping" as const };
    const before = await startEmulator({
      ...account,
      portalToken: "token-of-may-0000000000000000",
    });
    const { gatewayUrl, sandboxGatewayUrl, portalUrl } = before;
    const project = await createProject({
      program: through(provider, program),
      config: {
        "commerce-services:gatewayUrl": gatewayUrl,
        "commerce-services:sandboxGatewayUrl": sandboxGatewayUrl,
        "commerce-services:portalUrl": portalUrl,
        "commerce-services:keyPolicy": "overlapping",
      },
      secrets: { "commerce-services:portalToken": before.portalToken },
    });
    expect((await project.up()).code).toBe(0);
    await before.close();
    const port = (url: string) => Number(new URL(url).port);
    const after = await startEmulator({
      ...account,
      portalToken: "token-of-june-000000000000000",
      gatewayPort: port(gatewayUrl),
      sandboxPort: port(sandboxGatewayUrl),
      portalPort: port(portalUrl),
    });
    const renewed = { "commerce-services:portalToken": after.portalToken };
    await project.setConfig({}, renewed);

    const refused = await project.refresh();
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toMatch(
      /CS3001: commerce-services:portalToken as of the last up is refused .*--run-program/,
    );
    expect((await project.refresh("--run-program")).code).toBe(0);
    project.env.COMMERCE_SERVICES_PORTAL_TOKEN = after.portalToken;
    expect((await project.destroy()).code).toBe(0);
    project.remove();
    await after.close();
    rmSync(folder, { recursive: true });
  },
);

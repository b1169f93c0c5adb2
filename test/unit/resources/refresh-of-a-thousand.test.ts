import { startEmulator } from "commerce-services-testkit/emulator/startEmulator";
import { expect, it } from "vitest";
import { dynamicProvider } from "../../../provider/pulumi/dynamic/provider";
import { Operation } from "../../../provider/pulumi/operation";
import { resources } from "../../../provider/resources/table";
import { quietHostIo } from "../pulumi/hostIo";

it("reads a thousand data spaces of one account with one call", async () => {
  const { hostIo } = quietHostIo();
  const emulator = await startEmulator({ clock: hostIo.clock });
  const pair = await emulator.issueKey("production");
  const dataSpaces = Array.from({ length: 1_000 }, (_, n) => ({
    name: `Testing ${n}`,
    type: "Testing" as const,
  }));
  const { projectId, ...made } = emulator.addProject({
    name: "Shop",
    environment: "production",
    dataSpaces,
  });
  const { gatewayUrl, sandboxGatewayUrl } = emulator;
  const config: Record<string, string> = { gatewayUrl, sandboxGatewayUrl };
  const operation = new Operation(hostIo);
  operation.configure({ get: (key) => config[key], names: Object.keys(config) });
  const provider = dynamicProvider(resources.DataSpace, operation);
  const keyPair = { environment: "production", ...pair };

  const read = await Promise.all(
    made.dataSpaces.map(({ dataSpaceId, name }) =>
      provider.read(dataSpaceId, {
        projectId,
        type: "Testing",
        name,
        dataSpaceId,
        keyPair,
        projectName: "Shop",
        services: [],
      }),
    ),
  );

  expect(read.map(({ id, props }) => [id, props.name])).toEqual(
    made.dataSpaces.map(({ dataSpaceId, name }) => [dataSpaceId, name]),
  );
  expect(emulator.calls().map(({ operation, status }) => [operation, status])).toEqual([
    ["registry.list", 200],
  ]);
  await emulator.close();
});

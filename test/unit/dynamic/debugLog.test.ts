import { expect, it } from "vitest";
import { adapt } from "../../../provider/dynamic/adapt";
import { Session } from "../../../provider/dynamic/session";
import { resources } from "../../../provider/resources/table";
import { quietWorld } from "./world";

const declared = { environment: "production", label: "key" };

async function checked(environment: Record<string, string>) {
  const { world, shown } = quietWorld();
  const provider = adapt(resources.ApiKeyPair, new Session({ ...world, environment }));
  for (const self of ["urn:a", "urn:b"]) await provider.check({}, { ...declared, self });
  return shown;
}

it("says once, on the stack, that the engine writes keys into a debug log", async () => {
  expect(await checked({ PULUMI_DEBUG_GRPC: "/tmp/grpc.json" })).toEqual([
    [undefined, expect.stringContaining("CS5016: PULUMI_DEBUG_GRPC is set")],
  ]);
  expect(await checked({})).toEqual([]);
});

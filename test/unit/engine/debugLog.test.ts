import { expect, it } from "vitest";
import { adapt } from "../../../provider/dynamic/adapt";
import { Session } from "../../../provider/engine/session";
import { resources } from "../../../provider/resources/table";
import { quietWorld } from "./world";

const declared = { environment: "production", label: "key" };

async function checked(environment: Record<string, string>) {
  const { world, shown } = quietWorld();
  const session = new Session({ ...world, environment });
  // Under the other policies each new pair has a warning of its own.
  session.configure({
    get: (key) => (key === "keyPolicy" ? "overlapping" : undefined),
    names: ["keyPolicy"],
  });
  const provider = adapt(resources.ApiKeyPair, session);
  for (const self of ["urn:a", "urn:b"]) await provider.check({}, { ...declared, self });
  return shown;
}

it("says once, on the stack, that the engine writes keys into a debug log", async () => {
  expect(await checked({ PULUMI_DEBUG_GRPC: "/tmp/grpc.json" })).toEqual([
    [undefined, expect.stringContaining("CS5016: PULUMI_DEBUG_GRPC is set")],
  ]);
  expect(await checked({})).toEqual([]);
});

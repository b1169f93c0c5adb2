import { inputsOf, urn } from "commerce-services-testkit/wire/values";
import { afterEach, expect, it } from "vitest";
import { keyPairOf, type Made, make } from "./support/declare";
import { type Host, startHost } from "./support/host";
import { answered, configFor, oneHost } from "./support/setUp";

/** Makes the resources; each test then begins a run, as the engine does, with a fresh process. */
const started = oneHost();
const runs: Host[] = [];
afterEach(async () => {
  for (const host of runs.splice(0)) await host.close();
});

async function newRun() {
  const host = await startHost({ config: configFor(started.service) });
  runs.push(host);
  return host;
}

const codes = ({ logged }: Host) => logged.map(({ message }) => message.slice(0, 6));
const rotated = ({ inputs }: Made) => ({ ...inputs, keepers: { rotation: "2" } });
let count = 0;
const pairMade = () =>
  make(started.host, "ApiKeyPair", `pair${++count}`, {
    environment: "production",
    label: "pair",
    keepers: { rotation: "1" },
  });

it("hangs a warning on the resource's own row, as a warning", async () => {
  const pair = await pairMade();
  const host = await newRun();
  answered(await host.check(pair.inputs, rotated(pair)));
  answered(await host.diff(pair.id, pair.outs, rotated(pair)));
  expect(host.logged).toEqual([
    {
      severity: "WARNING",
      urn: urn("ApiKeyPair", "pair1"),
      message: expect.stringMatching(new RegExp(`^CS5002: .*${pair.id}`)),
    },
  ]);
});

it("says it once a run, though the engine asks for the difference again and again", async () => {
  const pair = await pairMade();
  const host = await newRun();
  for (let times = 0; times < 3; times++) {
    answered(await host.check(pair.inputs, rotated(pair)));
    answered(await host.diff(pair.id, pair.outs, rotated(pair)));
  }
  answered(await host.check({}, rotated(pair)));
  expect(codes(host)).toEqual(["CS5002"]);
});

it("is silent in a refresh, where diff follows a read and no check", async () => {
  const pair = await pairMade();
  const host = await newRun();
  answered(await host.read(pair.id, pair.outs));
  answered(await host.diff(pair.id, pair.outs, rotated(pair)));
  expect(host.logged).toEqual([]);
});

it("speaks up when a preview goes on after its refresh", async () => {
  const pair = await pairMade();
  const host = await newRun();
  answered(await host.diff(pair.id, pair.outs, rotated(pair)));
  answered(await host.check(pair.inputs, rotated(pair)));
  answered(await host.diff(pair.id, pair.outs, rotated(pair)));
  expect(codes(host)).toEqual(["CS5002"]);
});

it("does not take the second check of a replacement for a new resource", async () => {
  const project = await make(started.host, "SaasProject", "shop", {
    name: "Shop",
    keyPair: await keyPairOf(started.service),
  });
  const renamed = { ...project.inputs, name: "Other" };
  const host = await newRun();
  answered(await host.check(project.inputs, renamed));
  answered(await host.diff(project.id, project.outs, renamed));
  answered(await host.check({}, renamed));
  expect(codes(host)).toEqual(["CS5028"]);
});

it("does speak of a project that is new", async () => {
  const host = await newRun();
  const keyPair = await keyPairOf(started.service);
  answered(await host.check({}, inputsOf("SaasProject", "new", { name: "New", keyPair })));
  expect(host.logged).toMatchObject([
    {
      urn: urn("SaasProject", "new"),
      message: expect.stringMatching(/^CS5020: .*\bNew\b/),
    },
  ]);
});

it("warns of two rows apart, and of each once", async () => {
  const host = await newRun();
  const keyPair = await keyPairOf(started.service);
  for (const name of ["a", "b", "a"]) {
    answered(await host.check({}, inputsOf("SaasProject", name, { name: "New", keyPair })));
  }
  expect(host.logged.map((entry) => entry.urn)).toEqual([
    urn("SaasProject", "a"),
    urn("SaasProject", "b"),
  ]);
});

it("says by delete what stays behind", async () => {
  const keyPair = await keyPairOf(started.service);
  const project = await make(started.host, "SaasProject", "shop", { name: "Shop", keyPair });
  const host = await newRun();
  answered(await host.delete(project.id, project.outs));
  expect(host.logged).toMatchObject([
    { urn: urn("SaasProject", "shop"), message: expect.stringMatching(/^CS5021: /) },
  ]);
});

it("never writes to the console, which would show as unattached lines", () => {
  expect(started.host.output()).toMatch(/^\d+\n$/);
});

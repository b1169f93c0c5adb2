import {
  inClear,
  loader,
  type ResourceName,
  recorded,
  secretPaths,
  typeToken,
  urn,
} from "commerce-services-testkit/wire/values";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fingerprint } from "../../provider/keys";
import { keyPairOf, make } from "./support/declare";
import { fakePulumi } from "./support/fakePulumi";
import { type Host, startHost } from "./support/host";
import { answered, configFor, refused, startService } from "./support/setUp";

const engine = fakePulumi();
const started = {} as { service: Awaited<ReturnType<typeof startService>>; host: Host };
beforeAll(async () => {
  started.service = await startService();
  started.host = await newRun();
});
afterAll(async () => {
  await started.host.close();
  await started.service.close();
  engine.close();
});

const newRun = () => startHost({ config: configFor(started.service), path: engine.path });

/** Puts resources into the engine's record. */
const recordAs = (
  ...made: readonly { type?: ResourceName; name: string; id: string; inputs: object }[]
) =>
  engine.record(
    made.map(({ type = "ApiKeyPair", name, id, inputs }) => ({
      urn: urn(type, name),
      type: typeToken(type),
      id,
      inputs,
    })),
  );

const issued = (name: string) =>
  make(started.host, "ApiKeyPair", name, { environment: "production", label: name });

it("reads properties alone where what the program declared is as it was", async () => {
  const { host } = started;
  const pair = await issued("unmoved");
  const { id, props, ...inputs } = answered(await host.read(pair.id, pair.outs));
  expect([id, recorded(props), inputs]).toEqual([pair.id, pair.outs, { ok: true }]);
});

it("reads as inputs only what the program declared, where that is not as it was", async () => {
  const { host, service } = started;
  const keyPair = await keyPairOf(service);
  const project = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  const seen = answered(await host.read(project.id, { ...project.outs, name: "Formerly" }));
  expect(seen.id).toBe(project.id);
  expect(recorded(seen.props)).toEqual(project.outs);
  // Not projectId: it was adopted by name, and as an input it would show as removed.
  expect(recorded(seen.inputs ?? {})).toEqual({
    name: "Shop",
    keyPair: { ...keyPair, privateKey: fingerprint(keyPair.privateKey) },
    self: urn("SaasProject", "shop"),
    __provider: loader("SaasProject"),
  });
  expect(secretPaths(seen.props)).toEqual(["keyPair.privateKey"]);
  expect(secretPaths(seen.inputs)).toEqual(["keyPair.privateKey"]);
});

it("reads both secrets of a supplied pair as secrets, in properties and inputs", async () => {
  const { host, service } = started;
  const supplied = await service.issueKey("sandbox");
  const pair = await make(host, "ApiKeyPair", "supplied", {
    environment: "sandbox",
    label: "supplied",
    supplied,
  });
  const seen = answered(await host.read(pair.id, { ...pair.outs, unsettled: true }));
  expect(secretPaths(seen.props).sort()).toEqual(["privateKey", "supplied.privateKey"]);
  expect(secretPaths(seen.inputs)).toEqual(["supplied.privateKey"]);
  expect(inClear(seen)).not.toContain("PRIVATE KEY");
});

it("shows drift as changed inputs, so that the engine can show it property by property", async () => {
  const { host, service } = started;
  const pair = await issued("drifting");
  await fetch(new URL(`v1/keys/${pair.id}`, service.portalUrl), {
    method: "PATCH",
    headers: {
      Authorization: `Bearer ${service.portalToken}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ label: "by hand" }),
  });
  const seen = answered(await host.read(pair.id, pair.outs));
  expect(seen.inputs).toMatchObject({ label: "by hand" });
  expect(seen.props).toMatchObject({ label: "by hand", status: "accepted" });
  expect(await host.diff(pair.id, recorded(seen.props), pair.inputs)).toMatchObject({
    changes: "DIFF_UNKNOWN",
    replaces: [],
  });
});

it("gives every output back from an update, secrets marked", async () => {
  const { host } = started;
  const pair = await issued("relabelled");
  const news = { ...pair.inputs, label: "another" };
  const { outs } = answered(await host.update(pair.id, pair.outs, news));
  expect(recorded(outs)).toEqual({ ...pair.outs, label: "another" });
  expect(secretPaths(outs)).toEqual(["privateKey"]);
});

it("forgets an optional input that is no longer declared", async () => {
  const { host } = started;
  const pair = await make(host, "ApiKeyPair", "retiring", {
    environment: "production",
    label: "retiring",
    retired: ["0123456789abcdef0123456789abcdef"],
  });
  const { retired, ...news } = pair.inputs;
  expect(retired).toHaveLength(1);
  const { outs } = answered(await host.update(pair.id, pair.outs, news));
  expect(outs).not.toHaveProperty("retired");
  expect(outs.declared).toBe("environment label");
});

it("calls a missing row gone only when the same merchant answered", async () => {
  const { host, service } = started;
  const keyPair = await keyPairOf(service);
  const project = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  const run = await newRun();
  const space = await make(run, "DataSpace", "space", {
    projectId: project.id,
    type: "Production",
    keyPair,
  });
  const missing = { ...space.outs, dataSpaceId: "d-gone" };
  expect(await run.read("d-gone", missing)).toMatchObject({ ok: true, id: "" });

  const stranger = await keyPairOf(service, "MAG123456789");
  service.addProject({ name: "Theirs", environment: "production", mageId: "MAG123456789" });
  const theirs = refused(await run.read(space.id, { ...space.outs, keyPair: stranger }));
  expect(theirs.message).toMatch(/^CS4101: /);
  expect(theirs.message).toContain("MAG123456789");
  const nobodys = { ...project.outs, keyPair: stranger, merchantId: null };
  expect(refused(await run.read(project.id, nobodys)).message).toMatch(/^CS4112: /);
  await run.close();
});

it("keeps the record of who signs with a pair that is refused: that pair has drifted", async () => {
  const { service } = started;
  const keyPair = await keyPairOf(service);
  const run = await newRun();
  const project = await make(run, "SaasProject", "shop2", { name: "Shop", keyPair });
  service.deleteKey(keyPair.publicKey);
  const later = await newRun();
  const seen = answered(await later.read(project.id, project.outs));
  expect(recorded(seen.props)).toEqual(project.outs);
  expect(later.logged).toMatchObject([{ message: expect.stringMatching(/^CS5011: /) }]);
  await Promise.all([run.close(), later.close()]);
});

it("refuses to delete a pair that a resource of this run holds, and deletes it afterwards", async () => {
  const { service } = started;
  const pair = await issued("held");
  const run = await newRun();
  const keyPair = {
    environment: "production",
    publicKey: pair.id,
    privateKey: pair.outs.privateKey,
  };
  const project = await make(run, "SaasProject", "holder", { name: "Shop", keyPair });
  recordAs({ name: "held", id: pair.id, inputs: {} });

  const held = refused(await run.delete(pair.id, pair.outs));
  expect(held.message).toMatch(
    new RegExp(`^CS4004: .*${pair.id}.* ${urn("SaasProject", "holder")}\\.`),
  );
  expect(service.keys().find(({ publicKey }) => publicKey === pair.id)?.status).toBe("accepted");

  answered(await run.delete(project.id, project.outs));
  answered(await run.delete(pair.id, pair.outs));
  expect(service.keys().map(({ publicKey }) => publicKey)).not.toContain(pair.id);
  await run.close();
});

it("deletes the old pair of a rotation once its last holder has proven the new one", async () => {
  const { service } = started;
  const [old, fresh] = [await issued("old"), await issued("fresh")];
  const signing = ({ id, outs }: typeof old) => ({
    environment: "production",
    publicKey: id,
    privateKey: outs.privateKey,
  });
  const project = await make(started.host, "SaasProject", "rotated", {
    name: "Shop",
    keyPair: signing(old),
  });
  // The engine's record may lag behind: it still names the project as a holder of the old pair.
  recordAs(
    { name: "old", id: old.id, inputs: {} },
    { type: "SaasProject", name: "rotated", id: project.id, inputs: project.inputs },
  );
  const run = await newRun();
  const news = { ...project.inputs, keyPair: signing(fresh) };
  answered(await run.check(project.inputs, news));
  expect(refused(await run.delete(old.id, old.outs)).message).toMatch(/^CS4004: /);
  answered(await run.diff(project.id, project.outs, news));
  expect(refused(await run.delete(old.id, old.outs)).message).toMatch(/^CS4004: /);
  answered(await run.update(project.id, project.outs, news));
  answered(await run.delete(old.id, old.outs));
  const left = service.keys().map(({ publicKey }) => publicKey);
  expect([left.includes(old.id), left.includes(fresh.id)]).toEqual([false, true]);
  await run.close();
});

it("refuses while the engine's record names a holder that this run left out", async () => {
  const { service } = started;
  const pair = await issued("targeted");
  const run = await newRun();
  recordAs(
    { name: "targeted", id: pair.id, inputs: {} },
    {
      type: "DataSpace",
      name: "untouched",
      id: "p-1",
      inputs: { keyPair: { publicKey: pair.id } },
    },
  );
  const held = refused(await run.delete(pair.id, pair.outs));
  expect(held.message).toContain(urn("DataSpace", "untouched"));
  recordAs({ name: "targeted", id: pair.id, inputs: {} });
  answered(await run.delete(pair.id, pair.outs));
  expect(service.keys().map(({ publicKey }) => publicKey)).not.toContain(pair.id);
  await run.close();
});

it("deletes nothing when the engine's record can't be read", async () => {
  const { service } = started;
  const pair = await issued("unread");
  engine.record([]);
  const failure = refused(await started.host.delete(pair.id, pair.outs));
  expect(failure.message).toMatch(/^CS4131: /);
  expect(service.keys().map(({ publicKey }) => publicKey)).toContain(pair.id);
});

it("takes a pair that is already gone for deleted, as after a run that was killed there", async () => {
  const pair = await issued("gone");
  started.service.deleteKey(pair.id);
  recordAs({ name: "gone", id: pair.id, inputs: {} });
  answered(await started.host.delete(pair.id, pair.outs));
});

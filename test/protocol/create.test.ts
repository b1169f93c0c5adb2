import {
  inClear,
  inputsOf,
  loader,
  recorded,
  secret,
  secretPaths,
  urn,
} from "commerce-services-testkit/wire/values";
import { expect, it } from "vitest";
import { keyPairOf, make } from "./support/declare";
import { head, oneHost, refused } from "./support/setUp";

const started = oneHost();

it("makes and proves a pair: every output, the private key a secret", async () => {
  const { host, service } = started;
  const { id, raw } = await make(host, "ApiKeyPair", "issued", {
    environment: "production",
    label: "issued",
  });
  const privateKey = (recorded(raw.outs).privateKey as string) ?? "";
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(raw.outs).toEqual({
    environment: "production",
    label: "issued",
    publicKey: id,
    privateKey: secret(privateKey),
    sealedPrivateKey: null,
    fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
    issuer: "portal",
    merchantId: service.merchantId,
    projects: [],
    status: "accepted",
    createdAt: service.keys("production").find(({ publicKey }) => publicKey === id)?.createdAt,
    declared: "environment label",
    self: urn("ApiKeyPair", "issued"),
    __provider: loader("ApiKeyPair"),
  });
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(inClear(raw.outs)).not.toContain("PRIVATE KEY");
});

it("writes an output that the service leaves out as null, so that previews know it", async () => {
  const { host, service } = started;
  const pair = await service.issueKey("sandbox");
  const { raw } = await make(host, "ApiKeyPair", "supplied", {
    environment: "sandbox",
    label: "supplied",
    supplied: pair,
  });
  expect(raw.outs).toMatchObject({ issuer: "supplied", merchantId: null, status: "accepted" });
  expect(secretPaths(raw.outs).sort()).toEqual(["privateKey", "supplied.privateKey"]);
});

it("marks the pair that a project or a data space signs with, in the outputs too", async () => {
  const { host, service } = started;
  const keyPair = await keyPairOf(service);
  const project = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  expect(secretPaths(project.raw.outs)).toEqual(["keyPair.privateKey"]);
  expect(project.raw.outs).toMatchObject({ projectId: project.id, adopted: false });
  const space = await make(host, "DataSpace", "live", {
    projectId: project.id,
    type: "Production",
    keyPair,
  });
  expect(secretPaths(space.raw.outs)).toEqual(["keyPair.privateKey"]);
  expect(space.raw.outs).toMatchObject({
    dataSpaceId: space.id,
    cloudId: null,
    name: "Production",
  });
});

it("keeps a pair whose proof failed: id, private key as a secret, loader and reason", async () => {
  const { host, service } = started;
  const fault = service.faults.add({
    operation: "ping",
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const inputs = inputsOf("ApiKeyPair", "unproven", { environment: "production", label: "u" });
  const before = service.keys("production").map(({ publicKey }) => publicKey);
  const failure = refused(await host.create(inputs));
  service.faults.remove(fault.id);

  const [made, ...others] = service
    .keys("production")
    .filter(({ publicKey }) => !before.includes(publicKey));
  expect(others).toEqual([]);
  expect(failure.made).toEqual({
    id: made?.publicKey,
    reasons: [failure.message],
    // This host has no way to hand inputs over.
    inputs: {},
    properties: {
      environment: "production",
      label: "u",
      publicKey: made?.publicKey,
      privateKey: expect.objectContaining({ value: expect.stringContaining("PRIVATE KEY") }),
      sealedPrivateKey: null,
      fingerprint: expect.stringMatching(/^SHA256:/),
      issuer: "portal",
      merchantId: service.merchantId,
      projects: [],
      status: null,
      createdAt: made?.createdAt,
      declared: "environment label",
      unsettled: true,
      self: urn("ApiKeyPair", "unproven"),
      __provider: loader("ApiKeyPair"),
    },
  });
  expect(secretPaths(failure.made?.properties)).toEqual(["privateKey"]);
  expect(failure.code).toBe(2);
  expect(failure.message).toMatch(/^CS20\d\d: /);
});

it("finishes such a pair by update, with the very key that was kept", async () => {
  const { host, service } = started;
  const fault = service.faults.add({
    operation: "registry.list",
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const inputs = inputsOf("ApiKeyPair", "late", { environment: "production", label: "late" });
  const { made } = refused(await host.create(inputs));
  service.faults.remove(fault.id);
  const kept = recorded(made?.properties ?? {});

  const updated = await host.update(made?.id ?? "", kept, inputs);
  expect(updated).toMatchObject({
    ok: true,
    outs: {
      publicKey: made?.id,
      privateKey: secret(kept.privateKey),
      status: "accepted",
      __provider: loader("ApiKeyPair"),
    },
  });
});

it("keeps a project that was made when what follows fails: it can't be made twice", async () => {
  const { host, service } = started;
  const keyPair = { ...(await service.issueKey("sandbox")), environment: "sandbox" };
  const fault = service.faults.add({
    operation: "registry.list",
    listener: "sandbox",
    after: 1,
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const inputs = inputsOf("SaasProject", "sand", { name: "Sand", keyPair });
  const failure = refused(await host.create(inputs));
  service.faults.remove(fault.id);
  expect(failure.made).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    reasons: [failure.message],
    properties: { name: "Sand", adopted: false, __provider: loader("SaasProject") },
  });
  expect(secretPaths(failure.made?.properties)).toEqual(["keyPair.privateKey"]);
  const project = await host.update(
    failure.made?.id ?? "",
    recorded(failure.made?.properties ?? {}),
    inputs,
  );
  expect(project).toMatchObject({
    ok: true,
    outs: { projectId: failure.made?.id, adopted: false },
  });
});

it("keeps the new name when the cloud id could not be set after it", async () => {
  const { host, service } = started;
  const keyPair = await keyPairOf(service);
  const project = await make(host, "SaasProject", "shop", { name: "Shop", keyPair });
  service.faults.add({
    operation: "dataSpace.cloudId",
    times: null,
    effect: { kind: "status", status: 400 },
  });
  const failure = refused(
    await host.create(
      inputsOf("DataSpace", "cloud", {
        projectId: project.id,
        type: "Production",
        name: "Live",
        store: { name: "shop", role: "production", cloudId: "tysqxum7wu3xx" },
        keyPair,
      }),
    ),
  );
  service.faults.clear();
  expect(failure.made).toMatchObject({
    reasons: [failure.message],
    properties: { name: "Live", cloudId: null, __provider: loader("DataSpace") },
  });
  // Not as declared: the next run has to see that it is still to be set.
  expect(failure.made?.properties.store).toEqual({ name: "shop", role: "production" });
});

it("leaves nothing behind when nothing was made", async () => {
  const { host, service } = started;
  const { publicKey } = await service.issueKey("sandbox");
  const other = await service.issueKey("sandbox");
  const failure = refused(
    await host.create(
      inputsOf("ApiKeyPair", "halves", {
        environment: "sandbox",
        label: "halves",
        supplied: { publicKey, privateKey: other.privateKey },
      }),
    ),
  );
  expect(failure).toMatchObject({ code: 2, made: undefined });
  expect(head(failure.message)).toMatch(/^CS20\d\d: /);
  expect(failure.message).not.toContain(other.privateKey.slice(40, 60));
});

import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it } from "vitest";
import { resyncCommands } from "../../../provider/domain/adobe/resync";
import { UNKNOWN } from "../../../provider/domain/unknown";
import { fingerprint } from "../../../provider/keys";
import { preview as previewPair } from "../../../provider/resources/apiKeyPair/preview";
import type { ApiKeyPairState } from "../../../provider/resources/apiKeyPair/schema";
import { preview as previewSpace } from "../../../provider/resources/dataSpace/preview";
import type { DataSpaceState } from "../../../provider/resources/dataSpace/schema";
import { saasProject } from "../../../provider/resources/saasProject/lifecycle";
import { preview as previewProject } from "../../../provider/resources/saasProject/preview";
import type { SaasProjectState } from "../../../provider/resources/saasProject/schema";
import { offline } from "./offline";

const { privateKey } = rsaPair();
const declared = { environment: "production", label: "shop" } as const;

it("knows of a pair to be issued who issues it and that it will be proven, and neither half", () => {
  expect(previewPair(declared, undefined)).toEqual({
    state: { issuer: "portal", status: "accepted", sealedPrivateKey: undefined },
  });
  const sealed = previewPair({ ...declared, sealTo: "PEM" }, undefined).state;
  expect(Object.keys(sealed)).toContain("privateKey");
  expect(sealed.privateKey).toBeUndefined();
  expect(Object.keys(sealed)).not.toContain("sealedPrivateKey");
});

it("knows a supplied pair, but for what the service will show of it", () => {
  const supplied = { publicKey: "pub", privateKey };
  expect(previewPair({ ...declared, supplied }, undefined)).toEqual({
    id: "pub",
    state: {
      issuer: "supplied",
      sealedPrivateKey: undefined,
      publicKey: "pub",
      privateKey,
      fingerprint: fingerprint(privateKey),
      status: "accepted",
    },
  });
  const unknownHalf = previewPair(
    { ...declared, supplied: { publicKey: UNKNOWN, privateKey: UNKNOWN } },
    undefined,
  );
  expect([unknownHalf.id, unknownHalf.state.fingerprint]).toEqual([undefined, UNKNOWN]);
  const lost = previewPair({ ...declared, supplied: { publicKey: "pub" } }, undefined).state;
  expect([lost.status, lost.projects]).toEqual(["unknown", []]);
});

const pair: ApiKeyPairState = {
  ...declared,
  publicKey: "pub",
  privateKey,
  fingerprint: fingerprint(privateKey),
  issuer: "portal",
  merchantId: "MAG005500000",
  projects: [{ projectId: "p", projectName: "Shop" }],
  status: "accepted",
  createdAt: "2026-01-01T00:00:00.000Z",
};

it("keeps every output of a pair that is merely relabelled", () => {
  const { environment: _e, label: _l, ...outputs } = pair;
  expect(previewPair({ ...declared, label: "new" }, pair)).toEqual({ id: "pub", state: outputs });
});

it("leaves open what proving a pair anew will show", () => {
  const { state } = previewPair(declared, { ...pair, status: undefined });
  expect(state).toMatchObject({ status: "accepted", projects: UNKNOWN, privateKey });
});

it("calls a data space's project what this very run calls it", () => {
  const project: SaasProjectState = {
    name: "Shop",
    projectId: "p",
    merchantId: "MAG005500000",
    organizationName: "Org",
    dataSpaces: [],
    adopted: true,
  };
  const space: DataSpaceState = {
    projectId: "p",
    type: "Testing",
    name: "Testing 1",
    dataSpaceId: "d",
    projectName: "Shop",
    merchantId: "MAG005500000",
    services: ["Catalog Service"],
    cloudId: "tysqxum7wu3xx",
    resyncCommands: [],
  };
  const run = offline();
  const { name: _n, dataSpaces: _renamedMeanwhile, ...outputs } = project;
  saasProject.diff("p", project, { name: "Europe" }, run);
  expect(previewProject({ name: "Europe" }, project, run)).toEqual({ id: "p", state: outputs });
  expect(previewSpace({ projectId: "p", type: "Testing" }, space, run)).toEqual({
    id: "d",
    state: {
      name: "Testing 1",
      dataSpaceId: "d",
      projectName: "Europe",
      cloudId: "tysqxum7wu3xx",
      resyncCommands: [...resyncCommands],
      merchantId: "MAG005500000",
      services: ["Catalog Service"],
    },
  });
});

it("says of a new data space no more than what is declared", () => {
  expect(previewSpace({ projectId: UNKNOWN, type: "Testing" }, undefined, offline())).toEqual({
    id: undefined,
    state: {
      name: UNKNOWN,
      dataSpaceId: UNKNOWN,
      projectName: UNKNOWN,
      cloudId: UNKNOWN,
      resyncCommands: [...resyncCommands],
    },
  });
  const chosen = { projectId: "p", type: "Testing", dataSpaceId: "d" } as const;
  expect(previewSpace(chosen, undefined, offline()).id).toBe("d");
  expect(previewProject({ name: "Shop", projectId: "p" }, undefined, offline())).toEqual({
    id: "p",
    state: { projectId: "p", adopted: true },
  });
  expect(previewProject({ name: "Shop" }, undefined, offline()).id).toBeUndefined();
});

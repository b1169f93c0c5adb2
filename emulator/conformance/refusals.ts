import assert from "node:assert/strict";
import {
  type Bench,
  type Check,
  gatewayError,
  isPortalError,
  isServiceError,
  REGISTRY,
} from "./check";
import { type Bent, send, signed } from "./target";

/** Every signed endpoint of a gateway, and a call of it that would otherwise be in order. */
export const GATEWAY_ENDPOINTS = [
  ["GET", `${REGISTRY}/ping`],
  ["GET", `${REGISTRY}/registry`],
  ["POST", `${REGISTRY}/registry/initialize`],
  ["GET", `${REGISTRY}/registry/projects/{projectId}`],
  ["PATCH", `${REGISTRY}/registry/projects/{projectId}`],
  ["GET", `${REGISTRY}/registry/environments/{environmentId}`],
  ["PATCH", `${REGISTRY}/registry/environments/{environmentId}`],
  ["PUT", `${REGISTRY}/registry/environments/{environmentId}/cloudid/{cloudId}`],
  ["POST", `${REGISTRY}/registry/environments/{environmentId}/cleanup`],
  ["PUT", `${REGISTRY}/registry/environments/{environmentId}/feature/{feature}`],
  ["POST", `${REGISTRY}/registry/environments/{environmentId}/feature/{feature}`],
  ["DELETE", `${REGISTRY}/registry/environments/{environmentId}/feature/{feature}`],
  ["POST", "/cabp-org/registration"],
  ["POST", "/feeds/{feed}/{version}/{topic}/{environmentId}"],
] as const;

const NOWHERE = "00000000-0000-4000-8000-000000000000";
/** No endpoint reads ids before it knows who calls. */
const pathTo = (pattern: string) => pattern.replace(/\{\w+\}/g, NOWHERE);

type Refusal = readonly [
  title: string,
  headers: (bench: Bench) => Promise<Record<string, string>>,
  expected: "missing" | "invalid" | "required" | "jwt",
];

const bent = (how: Bent) => async (bench: Bench) => signed(await bench.pair(), how);

const REFUSALS: readonly Refusal[] = [
  ["no public key", async () => ({}), "missing"],
  ["unknown public key", async () => ({ "x-api-key": "0".repeat(32) }), "invalid"],
  ["no signature", async (bench) => ({ "x-api-key": (await bench.pair()).publicKey }), "required"],
  [
    "not a token",
    async (bench) => ({ ...signed(await bench.pair()), "x-gw-signature": "a.b.c" }),
    "jwt",
  ],
  ["expired signature", bent({ lifeSeconds: -1 }), "jwt"],
];

/** Tried on ping alone: it is the same check for every endpoint behind it. */
const PING_REFUSALS: readonly Refusal[] = [
  ["signature that lives 20 minutes", bent({ lifeSeconds: 1_200 }), "jwt"],
  ["signature without expiry", bent({ withoutExpiry: true }), "jwt"],
  ["token that names another algorithm", bent({ alg: "none" }), "jwt"],
];

export const gatewayRefusals: readonly Check[] = GATEWAY_ENDPOINTS.flatMap(([method, pattern]) => {
  const refusals = pattern.endsWith("/ping") ? [...REFUSALS, ...PING_REFUSALS] : REFUSALS;
  return refusals.map(([title, headers, expected]) => ({
    endpoint: `${method} ${pattern}`,
    status: 403,
    title,
    writes: false,
    run: async (bench: Bench) => {
      const made = await headers(bench);
      const answer = await send(bench.target.gatewayUrl, method, pathTo(pattern), made);
      assert.equal(answer.status, 403);
      if (expected === "missing")
        assert.deepEqual(answer.body, gatewayError("Client ID is missing", "403000"));
      else if (expected === "invalid")
        assert.deepEqual(answer.body, gatewayError("Client ID is invalid", "403003"));
      else isServiceError(answer, 403, expected === "jwt" ? "JWT is invalid" : "JWT is required");
    },
  }));
});

export const PORTAL_ENDPOINTS = [
  ["GET", "/v1/account"],
  ["GET", "/v1/keys"],
  ["POST", "/v1/keys"],
  ["PATCH", "/v1/keys/{publicKey}"],
  ["DELETE", "/v1/keys/{publicKey}"],
] as const;

export const portalRefusals: readonly Check[] = PORTAL_ENDPOINTS.flatMap(([method, pattern]) =>
  [undefined, "Bearer wrong"].map((authorization) => ({
    endpoint: `${method} ${pattern}`,
    status: 401,
    title: authorization ? "wrong token" : "no token",
    writes: false,
    needsPortal: true,
    run: async ({ target }: Bench) => {
      const headers: Record<string, string> = authorization ? { Authorization: authorization } : {};
      const answer = await send(target.portal?.url ?? "", method, pathTo(pattern), headers);
      assert.equal(answer.status, 401);
      isPortalError(answer, "unauthorized");
    },
  })),
);

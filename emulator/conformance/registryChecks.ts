import assert from "node:assert/strict";
import { type Bench, type Check, isRow, isServiceError, REGISTRY } from "./check";
import { send, signed } from "./target";

const PROJECTS = `${REGISTRY}/registry/projects`;
const SPACES = `${REGISTRY}/registry/environments`;
const NOWHERE = "00000000-0000-4000-8000-000000000000";

const check = (
  endpoint: string,
  status: number,
  title: string,
  run: Check["run"],
  writes = false,
): Check => ({ endpoint, status, title, run, writes });

/** Every endpoint of a data space, and a call of it on a space that is not there. */
const SPACE_CALLS = [
  ["GET", "", undefined],
  ["PATCH", "", { environmentName: "x" }],
  ["PUT", "/cloudid/{cloudId}", undefined],
  ["POST", "/cleanup", undefined],
  ["PUT", "/feature/{feature}", undefined],
  ["POST", "/feature/{feature}", undefined],
  ["DELETE", "/feature/{feature}", undefined],
] as const;

const filled = (rest: string) =>
  rest.replace("{cloudId}", "tysqxum7wu3xx").replace("{feature}", "VISUAL_RECOMMENDATIONS");

const unknownSpaces: Check[] = SPACE_CALLS.map(([method, rest, body]) =>
  check(`${method} ${SPACES}/{environmentId}${rest}`, 404, "unknown data space", async (bench) => {
    const answer = await bench.gateway(method, `${SPACES}/${NOWHERE}${filled(rest)}`, body);
    assert.equal(answer.status, 404);
    isServiceError(answer, 404, "Merchant registry not found");
  }),
);

const reading: Check[] = [
  check(`GET ${REGISTRY}/ping`, 200, "accepted pair", async (bench) => {
    assert.equal((await bench.gateway("GET", `${REGISTRY}/ping`)).status, 200);
  }),
  check(`GET ${REGISTRY}/ping`, 403, "production pair at the sandbox gateway", async (bench) => {
    const headers = signed(await bench.pair());
    const answer = await send(bench.target.sandboxGatewayUrl, "GET", `${REGISTRY}/ping`, headers);
    assert.equal(answer.status, 403);
  }),
  check(
    `GET ${REGISTRY}/registry`,
    200,
    "a row per data space, no status, no message",
    async (bench) => {
      await bench.rows();
      const answer = await bench.gateway("GET", `${REGISTRY}/registry`);
      assert.equal(answer.status, 200);
      const body = answer.body as { results: unknown[] };
      assert.deepEqual(Object.keys(body), ["results"]);
      for (const row of body.results) isRow(row);
    },
  ),
  check(`GET ${PROJECTS}/{projectId}`, 200, "the rows of that project", async (bench) => {
    const { projectId } = await bench.row();
    const answer = await bench.gateway("GET", `${PROJECTS}/${projectId}`);
    const body = answer.body as { status: number; results: { projectId: string }[] };
    assert.deepEqual([answer.status, body.status], [200, 200]);
    assert.ok(body.results.length > 0);
    for (const row of body.results) assert.equal(row.projectId, projectId);
  }),
  check(`GET ${PROJECTS}/{projectId}`, 200, "no rows for an unknown project", async (bench) => {
    const answer = await bench.gateway("GET", `${PROJECTS}/${NOWHERE}`);
    assert.deepEqual([answer.status, answer.body], [200, { status: 200, results: [] }]);
  }),
  check(`GET ${SPACES}/{environmentId}`, 200, "the bare row", async (bench) => {
    const { environmentId } = await bench.row();
    const answer = await bench.gateway("GET", `${SPACES}/${environmentId}`);
    assert.equal(answer.status, 200);
    isRow(answer.body);
    assert.equal(answer.body.environmentId, environmentId);
  }),
  check(
    "GET /merchant-registry/index.html",
    200,
    "a page, without a signature",
    async ({ target }) => {
      const answer = await send(target.gatewayUrl, "GET", "/merchant-registry/index.html");
      assert.equal(answer.status, 200);
      assert.match(answer.type, /^text\/html/);
    },
  ),
];

const writing: Check[] = [
  check(
    `POST ${REGISTRY}/registry/initialize`,
    200,
    "a project with its data spaces",
    async (bench) => {
      for (const row of await bench.rows()) isRow(row);
    },
    true,
  ),
  check(
    `POST ${REGISTRY}/registry/initialize`,
    400,
    "no name",
    async (bench) => {
      const answer = await bench.gateway("POST", `${REGISTRY}/registry/initialize`, {
        projectName: " ",
      });
      assert.equal(answer.status, 400);
      isServiceError(answer, 400);
    },
    true,
  ),
  check(
    `POST ${REGISTRY}/registry/initialize`,
    409,
    "a project too many",
    async (bench) => {
      await bench.rows();
      const wish = { projectName: "One too many" };
      const answer = await bench.gateway("POST", `${REGISTRY}/registry/initialize`, wish);
      assert.equal(answer.status, 409);
      isServiceError(answer, 409);
    },
    true,
  ),
  check(
    `PATCH ${PROJECTS}/{projectId}`,
    200,
    "a new name, and the old one back",
    async (bench) => {
      const { projectId, projectName } = await bench.row();
      for (const name of ["Conformance renamed", projectName]) {
        const answer = await bench.gateway("PATCH", `${PROJECTS}/${projectId}`, {
          projectName: name,
        });
        const { results } = answer.body as { results: { projectName: string }[] };
        assert.equal(answer.status, 200);
        assert.equal(results[0]?.projectName, name);
      }
    },
    true,
  ),
  check(
    `PATCH ${PROJECTS}/{projectId}`,
    400,
    "a name that is no text",
    async (bench) => {
      const { projectId } = await bench.row();
      const answer = await bench.gateway("PATCH", `${PROJECTS}/${projectId}`, { projectName: 1 });
      assert.equal(answer.status, 400);
      isServiceError(answer, 400);
    },
    true,
  ),
  check(`PATCH ${PROJECTS}/{projectId}`, 404, "unknown project", async (bench) => {
    const answer = await bench.gateway("PATCH", `${PROJECTS}/${NOWHERE}`, { projectName: "x" });
    assert.equal(answer.status, 404);
    isServiceError(answer, 404, "Merchant registry not found");
  }),
  spaceCheck("PATCH", "", "a new name, and the old one back", async (bench, path) => {
    const { environmentName } = await bench.row();
    for (const name of ["Conformance renamed", environmentName]) {
      const answer = await bench.gateway("PATCH", path, { environmentName: name });
      assert.equal(answer.status, 200);
      isRow(answer.body);
      assert.equal(answer.body.environmentName, name);
    }
  }),
  spaceCheck("PATCH", "", "no name", (bench, path) => refusesBody(bench, "PATCH", path, {}), 400),
  spaceCheck("PUT", "/cloudid/{cloudId}", "the row with the cloud id", async (bench, path) => {
    const answer = await bench.gateway("PUT", path);
    assert.equal(answer.status, 200);
    isRow(answer.body);
    assert.equal(answer.body.cloudId, "tysqxum7wu3xx");
  }),
  spaceCheck(
    "PUT",
    "/cloudid/{cloudId}",
    "a blank cloud id",
    async (bench) => {
      const { environmentId } = await bench.row();
      await refusesBody(bench, "PUT", `${SPACES}/${environmentId}/cloudid/%20`, undefined);
    },
    400,
  ),
  spaceCheck("POST", "/cleanup", "200 with the row, not an empty 204", async (bench, path) => {
    const answer = await bench.gateway("POST", path);
    assert.equal(answer.status, 200);
    isRow(answer.body);
  }),
  spaceCheck(
    "POST",
    "/cleanup",
    "a body that is not JSON",
    (bench, path) => refusesBody(bench, "POST", path, "{"),
    400,
  ),
  ...(["PUT", "POST", "DELETE"] as const).map((method) =>
    spaceCheck(
      method,
      "/feature/{feature}",
      method === "DELETE" ? "off" : "on",
      async (bench, path) => {
        const answer = await bench.gateway(method, path);
        assert.equal(answer.status, 200);
        const { featureSet } = answer.body as { featureSet: string[] };
        assert.equal(featureSet.includes("Visual Recommendations"), method !== "DELETE");
      },
    ),
  ),
  ...sideChecks(),
];

function sideChecks(): Check[] {
  const register = "POST /cabp-org/registration";
  const feed = "POST /feeds/{feed}/{version}/{topic}/{environmentId}";
  const call = async (bench: Bench, path: string, id: string, body: unknown) =>
    send(
      bench.target.gatewayUrl,
      "POST",
      path,
      { ...signed(await bench.pair()), "Magento-Environment-Id": id },
      body,
    );
  const redirect = { redirectUrl: "https://shop.example/" };
  const feedPath = (id: string) => `/feeds/catalog/v2/products/${id}`;
  return [
    check(
      register,
      200,
      "an id and the organisation",
      async (bench) => {
        const { environmentId } = await bench.row();
        const answer = await call(bench, "/cabp-org/registration", environmentId, redirect);
        assert.deepEqual(Object.keys(Object(answer.body)).sort(), ["id", "organizationId"]);
        assert.equal(answer.status, 200);
      },
      true,
    ),
    check(
      register,
      400,
      "no redirect",
      async (bench) => {
        const { environmentId } = await bench.row();
        isServiceError(await call(bench, "/cabp-org/registration", environmentId, {}), 400);
      },
      true,
    ),
    check(register, 404, "unknown data space", async (bench) =>
      isServiceError(await call(bench, "/cabp-org/registration", NOWHERE, redirect), 404),
    ),
    check(
      feed,
      200,
      "a batch without invalid items",
      async (bench) => {
        const { environmentId } = await bench.row();
        const answer = await call(bench, feedPath(environmentId), environmentId, []);
        assert.deepEqual([answer.status, answer.body], [200, { invalidFeedItems: [] }]);
      },
      true,
    ),
    check(
      feed,
      400,
      "a batch that is not JSON",
      async (bench) => {
        const { environmentId } = await bench.row();
        isServiceError(await call(bench, feedPath(environmentId), environmentId, "{"), 400);
      },
      true,
    ),
    check(feed, 404, "unknown data space", async (bench) =>
      isServiceError(await call(bench, feedPath(NOWHERE), NOWHERE, []), 404),
    ),
  ];
}

function spaceCheck(
  method: string,
  rest: string,
  title: string,
  run: (bench: Bench, path: string) => Promise<void>,
  status = 200,
): Check {
  const endpoint = `${method} ${SPACES}/{environmentId}${rest}`;
  const on = async (bench: Bench) => {
    const { environmentId } = await bench.row();
    await run(bench, `${SPACES}/${environmentId}${filled(rest)}`);
  };
  return check(endpoint, status, title, on, true);
}

async function refusesBody(bench: Bench, method: string, path: string, body: unknown) {
  const answer = await bench.gateway(method, path, body);
  assert.equal(answer.status, 400);
  isServiceError(answer, 400);
}

export const registryChecks: readonly Check[] = [...reading, ...writing, ...unknownSpaces];

import assert from "node:assert/strict";
import { type Answer, type Pair, send, signed, type Target } from "./target";

/** One expectation of one endpoint. */
export interface Check {
  /** As in the OpenAPI file: `GET /merchant-registry/v1/ping`. */
  readonly endpoint: string;
  readonly status: number;
  /** What is expected, in a few words: unique within the endpoint. */
  readonly title: string;
  /** Changes something in the account it is aimed at. */
  readonly writes: boolean;
  readonly needsPortal?: boolean;
  readonly run: (bench: Bench) => Promise<void>;
}

/** A check that can't be tried on this account as it is. */
export class LeftOut extends Error {
  override readonly name = "LeftOut";
}

/** What checks share: a pair that works, a project and a data space. Made on first use. */
export class Bench {
  #pair: Promise<Pair> | undefined;
  #rows: Promise<Row[]> | undefined;

  constructor(
    readonly target: Target,
    readonly mayWrite: boolean,
  ) {}

  pair(): Promise<Pair> {
    this.#pair ??= this.target.pair
      ? Promise.resolve(this.target.pair)
      : this.makePair("production");
    return this.#pair;
  }

  async makePair(environment: "production" | "sandbox"): Promise<Pair> {
    const label = "conformance";
    const answer = await this.portal("POST", "/v1/keys", { environment, label });
    assert.equal(answer.status, 201, "the portal makes a pair");
    return answer.body as Pair;
  }

  portal(method: string, path: string, body?: unknown): Promise<Answer> {
    const { portal } = this.target;
    assert.ok(portal, "a portal is given");
    const headers = { Authorization: `Bearer ${portal.token}`, "Content-Type": "application/json" };
    return send(portal.url, method, path, headers, body);
  }

  async gateway(method: string, path: string, body?: unknown): Promise<Answer> {
    return send(this.target.gatewayUrl, method, path, signed(await this.pair()), body);
  }

  /** The account's rows; a project is made where there is none. */
  rows(): Promise<Row[]> {
    this.#rows ??= this.#readRows();
    return this.#rows;
  }

  async #readRows(): Promise<Row[]> {
    const list = await this.gateway("GET", `${REGISTRY}/registry`);
    const rows = (list.body as { results: Row[] }).results;
    if (rows.length > 0 || !this.mayWrite) return rows;
    const wish = { projectName: "Conformance" };
    const made = await this.gateway("POST", `${REGISTRY}/registry/initialize`, wish);
    return (made.body as { results: Row[] }).results;
  }

  async row(): Promise<Row> {
    const rows = await this.rows();
    const row = rows.find(({ environmentType }) => environmentType === "Testing") ?? rows[0];
    if (!row) throw new LeftOut("the account has no data space");
    return row;
  }
}

export const REGISTRY = "/merchant-registry/v1";

export interface Row {
  readonly environmentId: string;
  readonly environmentName: string;
  readonly environmentType: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly cloudId: string | null;
}

/** Every row has these five, as text; the rest of a row is the service's business. */
export function isRow(value: unknown): asserts value is Row {
  const row = new Map(Object.entries(Object(value)));
  for (const field of ["environmentId", "environmentName", "projectId", "projectName"])
    assert.equal(typeof row.get(field), "string", `${field} is text`);
  assert.ok(
    ["Production", "Testing"].includes(String(row.get("environmentType"))),
    "environmentType is Production or Testing",
  );
}

/** A JSON object with `status` as on the wire, a `message` and a request id. */
export function isServiceError(answer: Answer, status: number, message?: string): void {
  const body = new Map(Object.entries(Object(answer.body)));
  assert.equal(body.get("status"), status);
  assert.equal(typeof body.get("statusText"), "string");
  assert.match(String(body.get("requestId")), /^[0-9A-Za-z]{32}$/);
  if (message === undefined) assert.equal(typeof body.get("message"), "string");
  else assert.equal(body.get("message"), message);
}

export const gatewayError = (message: string, code: string) => ({
  error: { code: "Forbidden", message, details: { error_code: code } },
});

export function isPortalError(answer: Answer, code: string): void {
  const body = new Map(Object.entries(Object(answer.body)));
  assert.equal(body.get("code"), code);
  assert.equal(typeof body.get("message"), "string");
  assert.match(String(body.get("requestId")), /^[0-9A-Za-z]{32}$/);
}

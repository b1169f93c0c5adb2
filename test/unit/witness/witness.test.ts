import { createHash, createPrivateKey } from "node:crypto";
import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { beforeAll, describe, expect, it } from "vitest";
import type { RecordedResource } from "../../../provider/witness/record";
import { Witness } from "../../../provider/witness/witness";

const OLD = "0123456789abcdef0123456789abcdef";
const NEW = "fedcba9876543210fedcba9876543210";
const PAIR = "urn:pulumi:dev::shop::commerce-services:index:ApiKeyPair::pair";
const HOLDER = "urn:pulumi:dev::shop::acme:index:Store::store";

let privateKey: string;
let nextPrivateKey: string;
beforeAll(() => {
  [privateKey, nextPrivateKey] = [rsaPair(0).privateKey, rsaPair(1).privateKey];
});

const pair = (id: string, more: object = {}): RecordedResource => ({
  urn: PAIR,
  type: "commerce-services:index:ApiKeyPair",
  id,
  inputs: { label: "pair" },
  ...more,
});
const rotated = (): [RecordedResource, RecordedResource] => [
  pair(NEW, { outputs: { status: "accepted", privateKey: secret(nextPrivateKey) } }),
  pair(OLD, { delete: true }),
];
const store = (more: object): RecordedResource => ({
  urn: HOLDER,
  type: "acme:index:Store",
  id: "store",
  created: "2026-01-01T00:00:00Z",
  ...more,
});

/** A secret as `stack export --show-secrets` has it. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const ciphertext = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:abc:def",
};
const base64 = (text: string) => Buffer.from(text).toString("base64");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** How the store is known to hold the old pair; undefined when it does not. */
function judged(entry: RecordedResource, before?: RecordedResource): string | undefined {
  const holders = rotatedSince(before && [before], entry).holders({ publicKey: OLD, privateKey });
  expect(holders.length).toBeLessThan(2);
  const [holder] = holders;
  if (holder) expect(holder.urn).toBe(HOLDER);
  return holder?.because.kind;
}

/** The stack after the new pair was made, which keeps the marks of how the stack was before. */
function rotatedSince(before: RecordedResource[] | undefined, ...now: RecordedResource[]) {
  const [next, ...rest] = rotated();
  const marks =
    before && new Witness([pair(OLD), ...before]).marksOf({ publicKey: OLD, privateKey });
  const heldBefore = marks && { [OLD]: marks };
  return new Witness([{ ...next, outputs: { ...next.outputs, heldBefore } }, ...rest, ...now]);
}

const oneLine = () => privateKey.replaceAll("\n", "");
const escaped = () => privateKey.replaceAll("\n", "\\n");
const pkcs1 = () =>
  createPrivateKey(privateKey).export({ type: "pkcs1", format: "pem" }).toString();
const inJson = () => JSON.stringify({ keys: { private: privateKey } });

it.each<[string, () => unknown]>([
  ["the public half", () => OLD],
  ["the public half as a secret", () => secret(OLD)],
  ["the public half in a list in a secret", () => secret({ keys: ["x", [OLD]] })],
  ["the public half in base64", () => base64(OLD)],
  ["the public half in a text", () => `KEY=${OLD}\nOTHER=1`],
  ["the public half in JSON", () => JSON.stringify({ key: OLD })],
  ["the public half in a manifest in base64", () => base64(`data:\n  key: ${base64(OLD)}\n`)],
  ["the private half", () => privateKey],
  ["the private half as a secret", () => secret(privateKey)],
  ["the private half in one line", oneLine],
  ["the private half with blanks for line breaks", () => privateKey.replaceAll("\n", " ")],
  ["the private half with CRLF", () => privateKey.replaceAll("\n", "\r\n")],
  ["the private half with escaped breaks", escaped],
  ["the private half in base64", () => base64(privateKey)],
  ["the private half in base64 of 76 columns", () => base64(privateKey).replace(/.{76}/g, "$&\n")],
  ["the private half in PKCS#1", pkcs1],
  ["the private half in JSON", inJson],
  ["the private half in JSON in JSON", () => JSON.stringify({ text: inJson() })],
  ["the private half in env.php", () => `<?php return ['key' => '${privateKey}'];`],
])("a resource that was given %s holds the pair", (_what, value) => {
  expect(judged(store({ inputs: { settings: value() } }))).toBe("value");
});

it.each<[string, () => object]>([
  ["nothing", () => ({})],
  ["another key that begins alike", () => ({ inputs: { key: `${OLD}0` } })],
  ["the successor alone", () => ({ inputs: { key: NEW, private: secret(nextPrivateKey) } })],
  ["an edge of the graph alone", () => ({ inputs: {}, dependencies: [PAIR] })],
  ["the label alone", () => ({ inputs: { tag: "pair" }, propertyDependencies: { tag: [PAIR] } })],
  [
    "a name beside the label",
    () => ({
      inputs: { tag: "pair", name: "Shop-Production-EU-West-1-Cluster" },
      propertyDependencies: { tag: [PAIR], name: [PAIR] },
    }),
  ],
  [
    "an image beside the label",
    () => ({
      inputs: { spec: { tag: "pair", image: `nginx@sha256:${"ab".repeat(32)}` } },
      propertyDependencies: { spec: [PAIR] },
    }),
  ],
  [
    "it as a component, which is nothing by itself",
    () => ({
      custom: false,
      inputs: { key: OLD },
    }),
  ],
])("one with %s does not", (_what, more) => {
  expect(judged(store(more()))).toBeUndefined();
});

it("does not count what a pair says of others", () => {
  const inputs = { retired: [OLD], released: [OLD], endsForeignPair: OLD };
  const witness = new Witness([
    pair(NEW, { inputs, outputs: { status: "accepted" } }),
    pair(OLD, { delete: true }),
  ]);
  expect(witness.holders({ publicKey: OLD, privateKey })).toEqual([]);
});

it("counts the old half of a replaced holder, and one whose update did not finish", () => {
  expect(judged(store({ delete: true, inputs: { key: OLD } }))).toBe("value");
  const unfinished = {
    inputs: { key: NEW },
    propertyDependencies: { key: [PAIR] },
    initErrors: ["is not ready"],
  };
  expect(judged(store(unfinished))).toBe("unfinished");
  expect(judged(store({ ...unfinished, propertyDependencies: {} }))).toBeUndefined();
});

describe("a value that does not show from which pair it was made", () => {
  const made = (value: unknown, more: object = {}) =>
    store({ inputs: { mark: value }, propertyDependencies: { mark: [PAIR] }, ...more });
  const [first, second] = [sha256("first"), sha256("second")];

  it.each<[string, unknown]>([
    ["ciphertext", ciphertext],
    ["a digest", first],
    ["a digest with its name", `sha256:${first}`],
    ["a digest in base64", createHash("sha256").update("x").digest("base64")],
    ["a crypt", "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"],
    ["a crypt with dots", "$2b$10$N9qo8uLOickgx2ZMRZoMye.jZAgcfl7p92ldGxad6.LJZdL17lhWy"],
    ["argon2", "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG"],
    ["a digest in base64 for URLs", "W6ph5Mm5Pz8GgiULbPgzG37mj9g-_9cH1Xq1W0f3V2A"],
    ["a fingerprint", "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9"],
    ["one among others", { name: "x", mark: [first] }],
    ["the old pair's digest", sha256(OLD)],
  ])("counts while it is %s that is not known to have changed", (_what, value) => {
    expect(judged(made(value))).toBe("opaque");
    expect(judged(made(value), made(value))).toBe("opaque");
  });

  it("does not count when it was not made from the pair", () => {
    expect(judged(store({ inputs: { mark: first } }))).toBeUndefined();
  });

  it("counts no more once it has changed, or the resource was made anew", () => {
    expect(judged(made(second), made(first))).toBeUndefined();
    expect(judged(made(first), made(first, { created: "earlier" }))).toBeUndefined();
    const others = store({ urn: `${HOLDER}-2` });
    expect(judged(made(first), others)).toBeUndefined();
  });

  it("is not cleared by when it was modified: a refresh moves that, and clocks differ", () => {
    const before = made(first, { modified: "2026-01-01T00:00:00Z" });
    expect(judged(made(first, { modified: "2026-01-01T00:10:00Z" }), before)).toBe("opaque");
  });

  it("is compared with its own kind: who may decrypt in one run may not in the next", () => {
    const shown = secret(first);
    expect(judged(made(ciphertext), made(shown))).toBe("opaque");
    expect(judged(made(shown), made(ciphertext))).toBe("opaque");
    expect(judged(made({ ...ciphertext, ciphertext: "v1:x:y" }), made(ciphertext))).toBeUndefined();
  });

  it("is judged by what it was when the next pair was made, not when an earlier one was", () => {
    const older = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const past = new Witness([pair(older), made(first)]).marksOf({ publicKey: older });
    const old = pair(OLD, { delete: true, outputs: { heldBefore: { [older]: past } } });
    const marks = new Witness([old, made(second)]).marksOf({ publicKey: OLD });
    const next = pair(NEW, { outputs: { status: "accepted", heldBefore: { [OLD]: marks } } });
    const stack = [next, old, pair(older, { delete: true }), made(second)];
    const holding = (publicKey: string) => new Witness(stack).holders({ publicKey });
    expect([holding(older).length, holding(OLD).length]).toEqual([0, 1]);
  });

  it("shows the successor by its halves and their usual digests", () => {
    for (const value of [sha256(NEW), sha256(nextPrivateKey), [first, NEW]])
      expect(judged(made(value))).toBeUndefined();
  });
});

it("is kept while the pair that takes its place is not proven", () => {
  const unproven = (outputs: object) =>
    new Witness([pair(NEW, { outputs }), pair(OLD, { delete: true })])
      .holders({ publicKey: OLD, privateKey })
      .map(({ because }) => because.kind);
  expect([unproven({}), unproven({ status: null })]).toEqual([["unproven"], ["unproven"]]);
  expect(unproven({ status: "refused" })).toEqual([]);
});

describe("a workload that names a Secret", () => {
  const named = (value: string, more: object = {}): RecordedResource => ({
    urn: "urn:pulumi:dev::shop::kubernetes:core/v1:Secret::keys",
    type: "kubernetes:core/v1:Secret",
    id: "shop/keys",
    inputs: { metadata: { name: "keys", namespace: "shop" }, data: secret({ KEY: base64(value) }) },
    ...more,
  });
  const workload = (template: object, more: object = {}): RecordedResource => ({
    urn: HOLDER,
    type: "kubernetes:apps/v1:Deployment",
    id: "shop/web",
    created: "2026-01-01T00:00:00Z",
    inputs: { metadata: { namespace: "shop" }, spec: { replicas: 3, template } },
    ...more,
  });
  const all = { spec: { containers: [{ envFrom: [{ secretRef: { name: "keys" } }] }] } };
  const one = {
    spec: {
      initContainers: [
        { env: [{ name: "K", valueFrom: { secretKeyRef: { name: "keys", key: "KEY" } } }] },
      ],
    },
  };
  const mounted = { spec: { volumes: [{ secret: { secretName: "keys" } }] } };
  const elsewhere = { spec: { containers: [{ envFrom: [{ secretRef: { name: "other" } }] }] } };

  const readers = (was: RecordedResource, is: RecordedResource, value = NEW) =>
    rotatedSince([named(OLD), was], named(value), is)
      .holders({ publicKey: OLD, privateKey })
      .map(({ because }) => because);

  it.each([all, one])("holds what the Secret had, until its Pods are replaced: %j", (template) => {
    const was = workload(template);
    expect(readers(was, was)).toEqual([{ kind: "reader", of: "Secret shop/keys" }]);
    const scaled = workload(template, {
      inputs: { metadata: { namespace: "shop" }, spec: { replicas: 4, template } },
    });
    expect(readers(was, scaled)).toHaveLength(1);
    const restarted = workload({ ...template, metadata: { annotations: { checksum: "2" } } });
    expect(readers(was, restarted)).toEqual([]);
    expect(readers(was, { ...was, created: "2026-01-02T00:00:00Z" })).toEqual([]);
  });

  it.each([mounted, elsewhere])("holds nothing by %j", (template) => {
    expect(readers(workload(template), workload(template))).toEqual([]);
  });

  it("is in its own namespace, and counts beside a Secret that still has the pair", () => {
    const other = workload(all, { inputs: { metadata: {}, spec: { template: all } }, id: "web" });
    expect(readers(other, other)).toEqual([]);
    expect(readers(workload(all), workload(all), OLD)).toEqual([{ kind: "value" }]);
  });
});

it("reads a stack of ten thousand resources in one pass", () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    store({ urn: `${HOLDER}-${index}`, inputs: { key: index === 7 ? OLD : NEW } }),
  );
  expect(new Witness([...rotated(), ...many]).holders({ publicKey: OLD })).toEqual([
    { urn: `${HOLDER}-7`, because: { kind: "value" } },
  ]);
});

import { describe, expect, it } from "vitest";
import type { KeyPolicy } from "../../../provider/domain/keyPolicy";
import { UNKNOWN } from "../../../provider/domain/unknown";
import { apiKeyPair } from "../../../provider/resources/apiKeyPair/lifecycle";
import type { ApiKeyPairState } from "../../../provider/resources/apiKeyPair/schema";
import { dataSpace } from "../../../provider/resources/dataSpace/lifecycle";
import type { DataSpaceState } from "../../../provider/resources/dataSpace/schema";
import { Run } from "../../../provider/resources/run/run";
import { saasProject } from "../../../provider/resources/saasProject/lifecycle";
import type { SaasProjectState } from "../../../provider/resources/saasProject/schema";
import { offline } from "./offline";

/** The rows of one preview, in the engine's order: what each is warned of, without the docs link. */
function preview(keyPolicy: KeyPolicy) {
  const run = new Run();
  const row = (work: (given: ReturnType<typeof offline>) => unknown) => {
    const said: string[] = [];
    const given = offline("urn", { keyPolicy }, run);
    work({ ...given, warn: (message) => said.push(message.replace(/ See \S+$/, "")) });
    return said;
  };
  return {
    pair: (was: Partial<ApiKeyPairState>, now: object) =>
      row((given) => {
        const state = { ...issued, ...was };
        const { environment, label, keepers, supplied } = state;
        apiKeyPair.diff("a", state, { environment, label, keepers, supplied, ...now }, given);
      }),
    project: (now: object = {}) =>
      row((given) => {
        const { name, keyPair } = project;
        saasProject.diff("p-1", project, { name, keyPair, ...now } as never, given);
      }),
    space: (now: object = {}, was: Partial<DataSpaceState> = {}) =>
      row((given) => {
        const before = { ...space, ...was };
        const { projectId, type, store, keyPair } = before;
        const inputs = { projectId, type, store, keyPair, ...now } as never;
        dataSpace.diff("d-1", before, inputs, given);
      }),
  };
}

const keyPair = { environment: "production", publicKey: "old", privateKey: "-" } as const;
const next = { keyPair: { ...keyPair, publicKey: UNKNOWN, privateKey: UNKNOWN } };
const issued: ApiKeyPairState = {
  environment: "production",
  label: "key",
  keepers: { rotation: "1" },
  publicKey: "old",
  issuer: "portal",
  projects: [],
  status: "accepted",
  createdAt: "2026-01-01T00:00:00Z",
};
const supplied = { publicKey: "old", privateKey: "-" };
const byOperator = { issuer: "supplied", supplied, keepers: undefined } as const;
const otherSupplied = { supplied: { publicKey: "new", privateKey: "-" }, keepers: undefined };
const project: SaasProjectState = {
  name: "Shop",
  projectId: "p-1",
  keyPair,
  dataSpaces: [],
  adopted: true,
};
const space: DataSpaceState = {
  projectId: "p-1",
  type: "Testing",
  name: "Testing 1",
  dataSpaceId: "d-1",
  store: { name: "shop", role: "staging" },
  keyPair,
  projectName: "Shop",
  services: ["Live Search", "Catalog Service"],
  resyncCommands: [],
};
const rotated = { keepers: { rotation: "2" } };
const FEEDS =
  "productAttributes, products, scopesCustomerGroup, scopesWebsite, prices, productOverrides, variants, categories, categoryPermissions";

describe("a rotation says on each row what stops, under which policy, and what is proven first:", () => {
  it("issued, exclusive: from the making of the new pair on", () => {
    const { pair, project, space } = preview("exclusive");
    expect(pair({}, rotated)).toEqual([
      "CS5001: replacing old stops it the moment the new pair is made (keyPolicy exclusive): every store that uses it is refused from that step until it has been given the new pair; the rows of the data spaces name them. The new pair is proven before old is deleted; with the option deleteBeforeReplace the deletion is refused instead. Rotate in a quiet hour, and give the new pair at once to stores that this stack does not feed.",
    ]);
    expect(project(next)).toEqual([
      "CS5027: the project's rows are fetched with the new pair instead of old, which proves it before old is deleted (keyPolicy exclusive); nothing else of the project changes. Nothing needs to be done.",
    ]);
    expect(space(next)).toEqual([
      "CS5026: the staging store shop (Live Search, Catalog Service) is refused with old from the step that makes the new pair, until it has been given the new one (keyPolicy exclusive); this row is fetched with the new pair, which proves it before old is deleted. Where no resource of this stack carries the store's settings, give it the new pair by hand.",
    ]);
  });

  const rows = (policy: KeyPolicy, was: Partial<ApiKeyPairState>, now: object) => {
    const { pair, space } = preview(policy);
    return [...pair(was, now), ...space(next)];
  };

  it.each<[string, KeyPolicy, Partial<ApiKeyPairState>, object, string, string]>([
    [
      "issued, overlapping: nobody, and the old pair goes last",
      "overlapping",
      {},
      rotated,
      "CS5002: replacing old stops nobody in this stack (keyPolicy overlapping)",
      "is not interrupted if this up gives it the new pair; old is dead at its end (keyPolicy overlapping); this row is fetched with the new pair, which proves it before old is deleted.",
    ],
    [
      "issued, delete-first: from the deletion on, before anything is proven",
      "delete-first",
      {},
      rotated,
      "CS5003: replacing old deletes it before the new pair is made and proven (keyPolicy delete-first)",
      "is refused with old from the step that deletes it, until it has been given the new one (keyPolicy delete-first); this row is fetched with the new pair, which proves it.",
    ],
    [
      "supplied for supplied, exclusive: since the new one was made in the portal",
      "exclusive",
      byOperator,
      otherSupplied,
      "CS5004: the supplied pair old is replaced (keyPolicy exclusive): it stopped in the portal, when the new pair was made there",
      "is refused with old since that ended in the portal, until it has been given the new one",
    ],
    [
      "issued for supplied, exclusive: the moment this up has one made",
      "exclusive",
      byOperator,
      { supplied: undefined },
      "CS5004: the supplied pair old is replaced (keyPolicy exclusive): it stops the moment the new pair is made",
      "is refused with old from the step that makes the new pair",
    ],
    [
      "issued for supplied, delete-first: not before a person has made room",
      "delete-first",
      byOperator,
      { supplied: undefined },
      "CS5004: the supplied pair old is replaced (keyPolicy delete-first): up fails until a person has deleted it",
      "is refused with old once a person has deleted it",
    ],
    [
      "a supplied one, overlapping: works until a person deletes it",
      "overlapping",
      byOperator,
      otherSupplied,
      "CS5004: the supplied pair old is replaced (keyPolicy overlapping): it keeps working until a person deletes it",
      "is not interrupted while old works, which a person ends",
    ],
    [
      "supplied for issued, exclusive: this up issues none, so the interruption began in the portal",
      "exclusive",
      {},
      otherSupplied,
      "CS5018: old gives way to a pair that a person made: it stopped in the portal then (keyPolicy exclusive)",
      "is refused with old since that ended in the portal",
    ],
    [
      "supplied for issued, delete-first: likewise",
      "delete-first",
      {},
      otherSupplied,
      "CS5018: old gives way to a pair that a person made: it stopped in the portal then (keyPolicy delete-first)",
      "is refused with old since that ended in the portal",
    ],
    [
      "supplied for issued, overlapping: nobody",
      "overlapping",
      {},
      otherSupplied,
      "CS5002: replacing old stops nobody in this stack (keyPolicy overlapping)",
      "is not interrupted if this up gives it the new pair",
    ],
    [
      "a pair of the other environment: it ends none of this one",
      "exclusive",
      {},
      { environment: "sandbox" },
      "CS5002: replacing old stops nobody in this stack (the new one is of another environment)",
      "is not interrupted if this up gives it the new pair",
    ],
    [
      "a pair of an environment that is not known yet: it may be this one",
      "exclusive",
      {},
      { environment: UNKNOWN },
      "CS5001: replacing old stops it the moment the new pair is made (keyPolicy exclusive)",
      "is refused with old from the step that makes the new pair",
    ],
  ])("%s", (_, policy, was, now, ofPair, ofStore) => {
    const [pair, store, ...more] = rows(policy, was, now);
    expect(pair).toContain(ofPair);
    expect(store).toContain(
      `CS5026: the staging store shop (Live Search, Catalog Service) ${ofStore}`,
    );
    expect(more).toEqual([]);
  });

  it("a pair that is dead already: only who waits for the new one", () => {
    const [store, ...more] = rows("exclusive", { status: "refused" }, {});
    expect(store).toContain(
      "CS5026: the staging store shop (Live Search, Catalog Service) is refused with old already",
    );
    expect(more).toEqual([]);
  });

  it("what a person deletes is never said to be nobody else's", () => {
    const [pair] = rows("exclusive", byOperator, otherSupplied);
    expect(pair).toMatch(
      /After this up, delete old at https:\/\/account\.magento\.com\/apiportal\/index\/index\/ if no other stack uses it\.$/,
    );
  });

  it("after a failed run, or with another pair of the program: what the row itself knows", () => {
    const other = { keyPair: { ...keyPair, publicKey: "new" } };
    expect(preview("exclusive").space(other)[0]).toContain(
      "is given another pair than old: if it is the later one, the store is refused since it was made, until it has been given the new one (keyPolicy exclusive)",
    );
    expect(preview("overlapping").space(other)[0]).toContain(
      "is given another pair than old, and is not interrupted while that works (keyPolicy overlapping)",
    );
  });

  it("without a store: of whatever reads the data space", () => {
    expect(preview("exclusive").space(next, { store: undefined, services: [] })[0]).toContain(
      "CS5026: what reads this data space is given another pair than old",
    );
  });
});

describe("a change that is no rotation:", () => {
  const { pair, project, space } = preview("exclusive");

  it("nothing, and a corrected private key, say nothing", () => {
    expect([pair({}, {}), project(), space()]).toEqual([[], [], []]);
    const corrected = { keyPair: { ...keyPair, privateKey: "other" } };
    expect([project(corrected), space(corrected)]).toEqual([[], []]);
  });

  it("a name alone is harmless", () => {
    const harmless = "data and services stay, no call is interrupted. Nothing needs to be done.";
    expect([pair({}, { label: "b" }), project({ name: "B" }), space({ name: "B" })]).toEqual([
      [`CS5028: label alone changes, from key to b: ${harmless}`],
      [`CS5028: name alone changes, from Shop to B: ${harmless}`],
      [`CS5028: name alone changes, from Testing 1 to B: ${harmless}`],
    ]);
    expect(project({ name: UNKNOWN })[0]).toContain("to one known after up");
  });

  it("a name with something else is not called harmless", () => {
    const both = { name: "B", ...next };
    expect([project(both), space(both)].flat().map((text) => text.slice(0, 6))).toEqual([
      "CS5027",
      "CS5026",
    ]);
  });

  it("another project says who leaves with it", () => {
    expect(project({ projectId: "p-2" })).toEqual([
      "CS5030: projectId names another project than Shop (p-1), which stays in the account: its data spaces, and the stores bound to them, leave with it. Look at the rows of its data spaces: they say what each store loses.",
    ]);
  });

  it("another data space says what is lost, and how to fill the new one", () => {
    expect(space({ dataSpaceId: "d-2" })).toEqual([
      `CS5023: the staging store shop gets another data space: catalog and behavioral data of the old one are no longer reachable from it, and search and recommendations are empty until the new one is filled. Run bin/magento saas:resync --feed FEED --cleanup-feed in the store, once it has the new settings, for each FEED of ${FEEDS}, in this order; then ask Adobe Support to reindex Live Search.`,
    ]);
  });

  it("another store says whose data it will find there", () => {
    expect(space({ store: { name: "next", role: "staging" } })).toEqual([
      `CS5029: store.name changes from shop to next: what shop sent stays in the data space, and the data of both mixes while both use it. Have shop let go of it. Run bin/magento saas:resync --feed FEED --cleanup-feed in next, for each FEED of ${FEEDS}, in this order; then ask Adobe Support to reindex Live Search.`,
    ]);
  });
});

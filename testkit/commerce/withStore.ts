import { failingStore } from "./failingStore";
import { program } from "./program";

/** A store of another provider that takes the pair. */
const store = `
${failingStore}
const store = new Store("store", { flag, publicKey: pair.publicKey, privateKey: pair.privateKey });
exports.storeHolds = store.publicKey;
`;

/** The common program, and a store. */
export const programWithStore = `${program}${store}`;

/** A pair and a store, and nothing that would be done at the same time. */
export const programWithPairAndStore = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair } = require("pulumi-commerce-services");
const keepers = { rotation: new pulumi.Config("test").get("rotation") ?? "1" };
const pair = new ApiKeyPair("key", { environment: "production", keepers });
${store}`;

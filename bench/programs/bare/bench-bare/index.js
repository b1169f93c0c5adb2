/** Answers every call with what it was given, and beside it what a service might have shown. */
const { randomUUID } = require("node:crypto");
const { privateKey } = require("../../key.json");

const merchantId = "MAG005500000";
const dataSpaceId = randomUUID();

const pair = {
  privateKey,
  sealedPrivateKey: null,
  fingerprint: `SHA256:${"A".repeat(43)}=`,
  issuer: "portal",
  merchantId,
  projects: [],
  status: "accepted",
  createdAt: "2026-11-21T12:00:00.000Z",
};
const dataSpaces = Array.from({ length: 10 }, (_, n) => ({
  dataSpaceId,
  name: `Testing ${n}`,
  type: "Testing",
}));
const project = { merchantId, organizationName: null, dataSpaces, adopted: true };
const services = [
  "Premium Search",
  "Commerce Payments Sandbox",
  "Product Recommendations",
  "Catalog Service",
  "Catalog Events",
];
const space = { dataSpaceId, projectName: "Shop 1", merchantId, services, cloudId: null };

const outputsOf = ({ keepers, store }) => (keepers ? pair : store ? space : project);

module.exports = {
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: randomUUID(), outs: { ...inputs, ...outputsOf(inputs) } }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: { ...news, ...outputsOf(news) } }),
  delete: async () => {},
};

/** Answers every call with what it was given, and beside it what a service might have shown. */
const { randomUUID } = require("node:crypto");
const { isWithoutOutputs } = require("../../plan.json");
const { privateKey } = require("../../key.json");

const merchantId = "MAG005500000";
const dataSpaceId = randomUUID();

const pairOutputs = {
  sealedPrivateKey: null,
  fingerprint: `SHA256:${"A".repeat(43)}=`,
  issuer: "portal",
  merchantId,
  projects: [],
  status: "accepted",
  createdAt: "2026-11-21T12:00:00.000Z",
};
const projectOutputs = {
  merchantId,
  organizationName: null,
  dataSpaces: Array.from({ length: 10 }, (_, n) => ({
    dataSpaceId,
    name: `Testing ${n}`,
    type: "Testing",
  })),
  adopted: true,
};
const spaceOutputs = {
  dataSpaceId,
  projectName: "Shop 1",
  merchantId,
  services: [
    "Premium Search",
    "Commerce Payments Sandbox",
    "Product Recommendations",
    "Catalog Service",
    "Catalog Events",
  ],
  cloudId: null,
};

function outputsOf({ keepers, store }) {
  if (isWithoutOutputs) return {};
  if (keepers) return pairOutputs;
  return store ? spaceOutputs : projectOutputs;
}

module.exports = {
  diff: async () => ({ changes: false }),
  create: async (inputs) => {
    const secret = inputs.keepers ? { privateKey } : {};
    return { id: randomUUID(), outs: { ...inputs, ...secret, ...outputsOf(inputs) } };
  },
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: { ...news, ...outputsOf(news) } }),
  delete: async () => {},
};

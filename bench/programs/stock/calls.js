/**
 * What the stock resources call, as well as a careful user would write it: signatures and listings
 * are kept on globalThis, since each provider object is deserialised by itself.
 */
const crypto = require("node:crypto");

const IMS = "https://ims-na1.adobelogin.com";

function shared() {
  globalThis.benchStock ??= { rows: new Map(), tokens: new Map(), config: undefined };
  return globalThis.benchStock;
}

function setting(name) {
  return shared().config.require(`commerce-services:${name}`);
}

function token(privateKey) {
  const { tokens } = shared();
  const known = tokens.get(privateKey);
  if (known && Date.now() < known.until) return known.text;
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    exp: Math.floor(Date.now() / 1000) + 300,
    iss: "8E6307BF5D775FA00A495EF9@AdobeOrg",
    sub: "3181519E5E2714990A495E2E@techacct.adobe.com",
    aud: `${IMS}/c/9ec9d05f79eb443e8f76ce477b1e413c`,
    [`${IMS}/s/ent_reactor_sdk`]: true,
    [`${IMS}/s/asset_compute_meta`]: true,
    [`${IMS}/s/ent_adobeio_sdk`]: true,
    [`${IMS}/s/event_receiver_api`]: true,
  };
  const signed = `${part({ typ: "JWT", alg: "RS256" })}.${part(claims)}`;
  const signature = crypto.sign("RSA-SHA256", Buffer.from(signed), privateKey);
  const text = `${signed}.${signature.toString("base64url")}`;
  tokens.set(privateKey, { text, until: Date.now() + 240_000 });
  return text;
}

function registry({ environment, publicKey, privateKey }, path) {
  const root = setting(environment === "production" ? "gatewayUrl" : "sandboxGatewayUrl");
  return fetch(new URL(`merchant-registry/v1/${path}`, root), {
    headers: {
      "magento-api-key": publicKey,
      "x-api-key": publicKey,
      "x-gw-signature": token(privateKey),
      "User-Agent": "Magento Services Connector (Magento: Enterprise 2.4.8)",
    },
  });
}

async function listRows(keyPair) {
  const answer = await registry(keyPair, "registry");
  if (!answer.ok) throw new Error(`the registry answered ${answer.status}`);
  return (await answer.json()).results;
}

/** One listing for all who ask within half a minute. */
function rowsOf(keyPair) {
  const { rows } = shared();
  const known = rows.get(keyPair.publicKey);
  if (known && Date.now() < known.until) return known.list;
  const list = listRows(keyPair);
  rows.set(keyPair.publicKey, { list, until: Date.now() + 30_000 });
  return list;
}

async function isAccepted(keyPair) {
  return (await registry(keyPair, "ping")).ok;
}

async function portal(method, path, body) {
  const answer = await fetch(new URL(`v1/${path}`, setting("portalUrl")), {
    method,
    headers: {
      authorization: `Bearer ${setting("portalToken")}`,
      "content-type": "application/json",
    },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the portal answered ${answer.status}`);
  return answer.status === 204 ? undefined : answer.json();
}

function configure({ config }) {
  shared().config = config;
}

function isSame(olds, news, names) {
  return names.every((name) => JSON.stringify(olds[name]) === JSON.stringify(news[name]));
}

module.exports = { configure, isAccepted, isSame, portal, rowsOf };

// The emulator with ready RSA pairs, so that issuing is measured and not the making of primes.
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";

const { startEmulator } = createRequire(import.meta.url)("../dist/index.js");
const encoding = {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
};
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, ...encoding });
const data = process.argv[2];
const emulator = await startEmulator({
  keySource: async () => ({ privateKey, verifier: publicKey }),
  keyPolicy: "exclusive",
  ...(data ? { data } : {}),
});
const pair = await emulator.issueKey("production");
emulator.initialize("Shop", "production");
const { gatewayUrl, portalUrl, portalToken } = emulator;
process.send({ gatewayUrl, portalUrl, portalToken, pair });

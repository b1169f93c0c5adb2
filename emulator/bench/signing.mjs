import { createSign, generateKeyPairSync, sign, verify } from "node:crypto";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signed ahead, `variants` of them: a client signs far fewer a second than a server verifies. */
export function signedAhead({ publicKey, privateKey }, variants) {
  const exp = Math.floor(Date.now() / 1000) + 590;
  return Array.from({ length: variants }, (_, index) => {
    const text = `${part({ typ: "JWT", alg: "RS256" })}.${part({ exp, variant: index })}`;
    const signature = createSign("RSA-SHA256").update(text).sign(privateKey, "base64url");
    return { "x-api-key": publicKey, "x-gw-signature": `${text}.${signature}` };
  });
}

/** What one core does here and nothing else. */
export function physicalFloor() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const data = Buffer.alloc(400);
  const signature = sign("RSA-SHA256", data, privateKey);
  return {
    verify: rate(() => verify("RSA-SHA256", data, publicKey, signature)),
    sign: rate(() => sign("RSA-SHA256", data, privateKey)),
  };
}

function rate(action) {
  let count = 0;
  const end = performance.now() + 500;
  while (performance.now() < end) {
    action();
    count++;
  }
  return count * 2;
}

import { defineError } from "../domain/errors";

/*
 * What can be wrong with a key that a person handed in (from CS1001). All are raised before any
 * call. No wording quotes the value, not even its first line: it may be half of a real key.
 */

const DOWNLOAD = "Give the PEM file that was downloaded when the pair was made, unchanged.";
const LOST = "If the private key is lost, make a new pair: the portal shows it only once.";

export const privateKeyEmpty = defineError(
  "CS1001",
  { title: "Private key empty", when: "The private key is empty, all blanks, or not a text." },
  (path: string) => ({ path, problem: "holds no private key", fix: DOWNLOAD }),
);

export const encryptedByStore = defineError(
  "CS1002",
  {
    title: "Value encrypted by a store",
    when: "A key looks like `0:3:…`: copied out of a store's database or env.php, where only that store can decrypt it.",
  },
  (path: string) => ({
    path,
    problem: "is a value that a store encrypted for itself, not the key",
    fix: `${DOWNLOAD} The Admin and the database never show it in clear.`,
  }),
);

export const placeholderGiven = defineError(
  "CS1003",
  {
    title: "Placeholder instead of a key",
    when: "A key consists of asterisks: the Admin shows these in place of a saved value.",
  },
  (path: string) => ({
    path,
    problem: "is the row of asterisks that the Admin shows in place of a key",
    fix: `${DOWNLOAD} ${LOST}`,
  }),
);

export const privateKeyNotPem = defineError(
  "CS1004",
  { title: "Private key without PEM markers", when: "The text has no BEGIN line of a PEM block." },
  (path: string) => ({
    path,
    problem: "is not in PEM form: it has no BEGIN line",
    fix: `${DOWNLOAD} Its first and last line (BEGIN and END) belong to it.`,
  }),
);

export const privateKeyTruncated = defineError(
  "CS1005",
  {
    title: "Private key cut off",
    when: "The PEM block has no END line, or holds fewer bytes than it announces.",
  },
  (path: string) => ({
    path,
    problem: "is a private key that was cut off",
    fix: `${DOWNLOAD} Where it goes through a form or a CI variable, check that all its lines arrive.`,
  }),
);

export const privateKeyMalformed = defineError(
  "CS1006",
  {
    title: "Private key damaged",
    when: "The PEM block is not base64, not a private key inside, or its numbers do not fit each other; or there are several blocks.",
  },
  (path: string) => ({
    path,
    problem: "is a PEM text that holds no intact private key",
    fix: DOWNLOAD,
  }),
);

export const privateKeyEncrypted = defineError(
  "CS1007",
  {
    title: "Private key under a passphrase",
    when: "The PEM block is encrypted: neither a store nor this provider could sign with it.",
  },
  (path: string) => ({
    path,
    problem: "is a private key that is locked with a passphrase",
    fix: "Unlock it with `openssl pkey -in locked.pem -out key.pem` and give the result as a Pulumi secret.",
  }),
);

export const publicHalfGiven = defineError(
  "CS1008",
  {
    title: "Public key or certificate instead of a private key",
    when: "The PEM block is a public key, a certificate or a certificate request.",
  },
  (path: string) => ({
    path,
    problem: "is a public key or a certificate, not the private key",
    fix: DOWNLOAD,
  }),
);

export const wrongKeyType = defineError(
  "CS1009",
  {
    title: "Private key of another kind than RSA",
    when: "The key is EC, Ed25519, DSA, RSA-PSS or in OpenSSH form. The gateway takes RS256 signatures only.",
  },
  (path: string, kind: string) => ({
    path,
    problem: `is a private key of kind ${kind}; calls are signed with RSA`,
    fix: DOWNLOAD,
  }),
);

export const privateKeyTooShort = defineError(
  "CS1010",
  { title: "RSA key under 2048 bits", when: "The private key has fewer than 2048 bits." },
  (path: string, bits: number) => ({
    path,
    problem: `is an RSA key of ${bits} bits; 2048 are the least`,
    fix: "Make a new pair in the API Portal and give its private key.",
  }),
);

export const publicKeyEmpty = defineError(
  "CS1011",
  { title: "Public key empty", when: "The public key is empty, all blanks, or not a text." },
  (path: string) => ({
    path,
    problem: "holds no public key",
    fix: "Copy the API key from the portal's list of keys.",
  }),
);

export const pemAsPublicKey = defineError(
  "CS1012",
  {
    title: "PEM text as public key",
    when: "A PEM block stands where the short API key belongs: often the two halves are swapped.",
  },
  (path: string) => ({
    path,
    problem: "is a PEM text; the public key is the short API key in the portal's list",
    fix: "Copy the API key from the portal's list of keys. If the two halves are swapped, swap them back.",
  }),
);

export const publicKeyMalformed = defineError(
  "CS1013",
  {
    title: "Not a public key",
    when: "The public key has blanks or signs inside that cannot stand in a request header, or its length is not that of a key.",
  },
  (path: string) => ({
    path,
    problem: "is not a public key: one word of 8 to 128 letters, digits and signs",
    fix: "Copy the API key from the portal's list of keys, without its description.",
  }),
);

/** Raised for pairs whose private key this stack does not hold: sealed ones, and lost ones. */

export const sealKeyInvalid = defineError(
  "CS1130",
  {
    title: "sealTo is no public key to seal to",
    when: "By check, before any call. RSA keys of 2048 bits and more and EC keys on P-256, P-384 and P-521 will do.",
  },
  (path: string, why: string) => ({
    path,
    problem: `is not a public key in PEM form that can be sealed to (${why})`,
    fix: "Give the holder's public key: `openssl pkey -in holder.pem -pubout`.",
  }),
);

export const sealKeyIsPrivate = defineError(
  "CS1131",
  {
    title: "A private key as sealTo",
    when: "By check, before any call. Who has it can unseal, so it must not stand in a program.",
  },
  (path: string) => ({
    path,
    problem: "is a private key; only its public half belongs here",
    fix: "Give the public half: `openssl pkey -in holder.pem -pubout`. Treat the private key as disclosed if it was committed.",
  }),
);

export const unsealFailed = defineError(
  "CS1134",
  {
    title: "A sealed private key could not be opened",
    when: "By unseal, when the text is not sealed, or was sealed to another key.",
  },
  () => ({
    problem: "the sealed private key can't be opened with this key",
    fix: "Give sealedPrivateKey unchanged, and the private half of the very key that sealTo named.",
  }),
);

export const holderKeyInvalid = defineError(
  "CS1135",
  {
    title: "The holder's key can't be read",
    when: "By unseal, before anything is opened. PEM and JWK will do, without a passphrase.",
  },
  () => ({
    path: "--holder-key",
    problem: "is no private key in PEM or JWK form, or is protected by a passphrase",
    fix: "Give the private half of sealTo; `openssl pkey -in holder.pem` takes a passphrase off.",
  }),
);

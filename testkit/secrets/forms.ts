/** A way a secret may be written, and how one piece of it looks then. */
export interface Form {
  readonly name: string;
  readonly text: string;
}

/**
 * Any 24 characters of the secret hold a whole piece of this length, wherever they begin; and even
 * the shortest form of one (8 characters of base64) never occurs by chance.
 */
const pieceLength = 12;

/** Header, modulus and exponent of a 2048-bit RSA key: its public half has them too. */
const PUBLIC_BYTES = 304;

/**
 * Pieces of the secret that give it away. Of a PEM the body is taken without its line breaks, and
 * without its beginning, which names the algorithm and is the same in every key.
 */
export function pieces(secret: string): Buffer[] {
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(secret)?.[1]?.replace(/\s|\\[nr]/g, "");
  if (!body) return [Buffer.from(secret)];
  const der = Buffer.from(body, "base64");
  return [...cut(Buffer.from(body).subarray(64)), ...cut(der.subarray(PUBLIC_BYTES))];
}

function cut(bytes: Buffer): Buffer[] {
  const count = Math.floor(bytes.length / pieceLength);
  return Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * pieceLength, (i + 1) * pieceLength),
  );
}

/** Every form of one piece; text is latin1, so that raw bytes can be searched for as well. */
export function forms(piece: Buffer): Form[] {
  const raw = piece.toString("latin1");
  const url = encodeURIComponent(raw);
  return [
    { name: "raw", text: raw },
    ...base64(piece),
    { name: "hex", text: piece.toString("hex") },
    { name: "HEX", text: piece.toString("hex").toUpperCase() },
    { name: "URL-escaped", text: url },
    { name: "url-escaped", text: url.replace(/%../g, (code) => code.toLowerCase()) },
    { name: "JSON-escaped", text: JSON.stringify(raw).slice(1, -1) },
    { name: "JSON-escaped, slashes too", text: raw.replaceAll("/", "\\/") },
    { name: "unicode-escaped", text: raw.replace(/[+/=<>&]/g, unicodeEscape) },
  ];
}

const unicodeEscape = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** In base64 the same bytes look different depending on how many come before them, modulo three. */
function base64(piece: Buffer): Form[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), piece]);
    // Characters that mix in neighbouring bytes, whatever those are, are cut off at both ends.
    const whole = Math.floor(padded.length / 3) * 4;
    const text = padded.toString("base64").slice(before === 0 ? 0 : 4, whole);
    return [
      { name: `base64, offset ${before}`, text },
      { name: `base64url, offset ${before}`, text: text.replace(/\+/g, "-").replace(/\//g, "_") },
    ];
  });
}

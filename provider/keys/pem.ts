/** The one block of a PEM text (RFC 7468), its base64 decoded. */
export interface PemBlock {
  label: string;
  der: Buffer;
}

export type PemFault = "not pem" | "truncated" | "malformed" | "encrypted";

const MARKER = /-----\s*(BEGIN|END)\s+([A-Z0-9 ]+?)\s*-----/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** RFC 1421 headers say so inside an otherwise ordinary block. */
const LOCKED = /Proc-Type:\s*4\s*,\s*ENCRYPTED/i;

/**
 * Reads a PEM block however it was carried: CRLF, one line, blanks between, or the newlines and
 * slashes escaped as JSON and PHP do, or the whole in base64, or its body alone. A fault is told,
 * never the text.
 */
export function readPem(text: string): PemBlock | PemFault {
  // Neither base64 nor a marker has a backslash, so nothing real is lost.
  const plain = text.replace(/\\+[rn]/g, "\n").replace(/\\+\//g, "/");
  const markers = [...plain.matchAll(MARKER)];
  const [begin, end] = markers;
  if (markers.length === 0) return readBare(plain);
  if (begin?.[1] !== "BEGIN") return "not pem";
  if (LOCKED.test(plain)) return "encrypted";
  if (!end) return "truncated";
  if (markers.length > 2 || end[1] !== "END" || end[2] !== begin[2]) return "malformed";

  const label = begin[2] ?? "";
  const base64 = plain.slice(begin.index + begin[0].length, end.index).replace(/\s/g, "");
  if (base64 === "") return "truncated";
  if (!BASE64.test(base64)) return "malformed";
  const der = Buffer.from(base64, "base64");
  const whole = derLength(der);
  if (whole === undefined || whole < der.length) return "malformed";
  return whole > der.length ? "truncated" : { label, der };
}

/** Base64 without markers: of a whole PEM file, as secrets and variables carry it, or of the key. */
function readBare(text: string): PemBlock | PemFault {
  const base64 = text
    .replace(/^data:[^,]*,/, "")
    .replace(/\s/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  if (base64.length < SHORTEST || !BASE64.test(base64)) return "not pem";
  const bytes = Buffer.from(base64, "base64");
  const inside = bytes.toString("latin1");
  if (inside.includes("-----")) return readPem(inside);
  const whole = derLength(bytes);
  if (whole === undefined || whole < bytes.length) return "not pem";
  return whole > bytes.length ? "truncated" : { label: labelOf(bytes), der: bytes };
}

/** Even the public half of a key that is long enough to sign with has more signs in base64. */
const SHORTEST = 350;

/** What an unmarked key is, by the first part of its outermost sequence and the one behind that. */
function labelOf(der: Buffer): string {
  const first = der.indexOf(0x02, 2);
  const [version, next] = [der[first + 2], der[first + 3]];
  // A public half begins with its algorithm, a private one with its version.
  if (first < 2 || first > 6 || der[first + 1] !== 1) return "PUBLIC KEY";
  if (next === 0x04) return "EC PRIVATE KEY";
  return next === 0x02 && version === 0 ? "RSA PRIVATE KEY" : "PRIVATE KEY";
}

/** Length that the outermost DER sequence (X.690, 8.1.3) announces, its own header included. */
function derLength(der: Buffer): number | undefined {
  const [tag, first] = der;
  if (tag !== 0x30 || first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  if (size < 1 || size > 4) return undefined;
  if (der.length < 2 + size) return Number.POSITIVE_INFINITY;
  return 2 + size + der.readUIntBE(2, size);
}

/** Quotes that a shell, a YAML file or a CI form leaves around a value. */
const QUOTED = /^(["'`])([\s\S]*)\1$/;

/** What stands inside blanks, a byte order mark and quotes, however nested. */
export function unwrap(text: string): string {
  let rest = text.trim();
  for (let inside = QUOTED.exec(rest); inside; inside = QUOTED.exec(rest)) {
    rest = (inside[2] ?? "").trim();
  }
  return rest;
}

/** Saved by Magento: `<key number>:<cipher>:<base64>`, `0:3:…` today. No key of ours begins like that. */
export const looksEncryptedByStore = (text: string): boolean => /^\d+:/.test(text);

/** What the Admin puts in a field whose value it keeps to itself. */
export const looksLikePlaceholder = (text: string): boolean => /^\*+$/.test(text);

import { type Call, json, type Reply } from "../exchange";

/** `{code, message, requestId}`, with whatever else names the cause (`publicKey`). */
export function portalFailure(
  { requestId }: Call,
  status: number,
  code: string,
  message: string,
  more: { readonly publicKey?: string } = {},
): Reply {
  return json(status, { code, message, requestId, ...more }, code, more.publicKey ?? null);
}

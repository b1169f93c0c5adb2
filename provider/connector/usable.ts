import { gatewayUrlUnusable, valueUnusable } from "./errors";

/** The value, if every one of the four forms can carry it. Values themselves are never in the error. */
export function usable(path: string, value: unknown): string {
  if (typeof value !== "string") throw valueUnusable(path, "is not a text");
  if (value.trim() === "") throw valueUnusable(path, "is empty");
  if (value.includes("\0")) throw valueUnusable(path, "holds a NUL character");
  return value;
}

/**
 * A gateway's URL as the connector's own defaults are written: with a slash at its end, because the
 * connector appends paths to it.
 *
 * Plain http is allowed to any host, unlike in the provider's configuration: a store in a container
 * reaches the emulator by a name such as `http://emulator:8787/`.
 */
export function gatewayUrl(slot: string, given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const plain =
    url !== undefined &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    `${url.username}${url.password}` === "" &&
    // Not `search` and `hash`: those are empty for a bare `?` or `#` too.
    !/[?#]/.test(url.href);
  if (!plain) throw gatewayUrlUnusable(slot);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

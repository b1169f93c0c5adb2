import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { mentions } from "../domain/mentions";
import type { Properties } from "../domain/unknown";
import { nativeToken, typeToken } from "../domain/urn";
import type { StackState } from "../resources/lifecycle";
import { stackUnreadable } from "./errors";

const run = promisify(execFile);
/** A stack of 100,000 resources exports to about 200 MB. */
const MAX_BYTES = 1024 ** 3;

/**
 * The engine's record of the stack that a resource is in, this run's steps so far included: it
 * is saved after each step, and `pulumi stack export` reads it without a lock. It is asked only
 * before a pair is deleted or a data space wiped, which a resource that this run leaves out
 * (`--target`) may hold.
 */
export function stackStateOf(resource: string | undefined): StackState {
  return {
    // The resource itself may not be recorded yet; some other of its stack always is.
    records: async (publicKey) =>
      (await recorded(resource, ({ urn }) => sameStack(urn, resource))).some(
        ({ id }) => id === publicKey,
      ),
    holders: async (publicKey) =>
      // By id, not by urn: one that was renamed or came through the other provider knows its former urn.
      (await recorded(resource, ({ urn, id }) => sameStack(urn, resource) && id === publicKey))
        .filter((entry) => entry.delete !== true && entry.id !== publicKey)
        .filter(({ inputs }) => mentions(inputs, publicKey))
        .map(({ urn }) => String(urn)),
    bindings: async (dataSpaceId) =>
      (await recorded(resource, ({ urn }) => sameStack(urn, resource)))
        .filter((entry) => entry.delete !== true && entry.id === dataSpaceId)
        .filter(({ type }) => type === typeToken("DataSpace") || type === nativeToken("DataSpace"))
        .map(({ urn }) => String(urn)),
  };
}

const STACK = /^urn:pulumi:(.+?)::(.+?)::/;
const sameStack = (urn: unknown, resource: string | undefined) =>
  STACK.exec(String(urn))?.[0] === STACK.exec(resource ?? "")?.[0];

/**
 * The stack's resources. By the name in the urn first; with an organization in it the name alone
 * may mean another stack, so the selected one is tried too, and `isOurs` decides by what it holds.
 */
async function recorded(
  resource: string | undefined,
  isOurs: (entry: Properties) => boolean,
): Promise<Properties[]> {
  const stack = STACK.exec(resource ?? "")?.[1];
  let cause: unknown;
  for (const selection of stack ? [["--stack", stack], []] : [[]]) {
    try {
      const resources = await exported(selection);
      if (resources.some(isOurs)) return resources;
    } catch (error) {
      cause = error;
    }
  }
  throw stackUnreadable(cause);
}

async function exported(selection: readonly string[]): Promise<Properties[]> {
  const { stdout } = await run("pulumi", ["stack", "export", "--non-interactive", ...selection], {
    maxBuffer: MAX_BYTES,
  });
  const { deployment } = JSON.parse(stdout) as { deployment?: { resources?: Properties[] } };
  return deployment?.resources ?? [];
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { signature } from "commerce-services-testkit/emulator/signature";
import { type Environment, type Pairs, pairsIn } from "./settings";

/** What made a store's calls be refused, or be taken again. */
export type Cause =
  | { readonly kind: "made" | "deleted"; readonly publicKey: string }
  /** The resource of this name gave the store settings, or took them away. */
  | { readonly kind: "given"; readonly resource: string }
  | { readonly kind: "portal" | "earlier run" | "person" };

/** A stretch in which each call of a store was refused. */
export interface Refused {
  readonly store: string;
  readonly environment: Environment;
  readonly from: Cause;
  readonly to: Cause;
}

interface Store {
  pairs: Pairs;
  /** What it was handed, and takes when it is rolled out. */
  next: Pairs;
  readonly refusedSince: Partial<Record<Environment, Cause>>;
}

const ENVIRONMENTS: readonly Environment[] = ["production", "sandbox"];

/**
 * The stores of a stack, each with nothing but its settings. They call the service whenever
 * something has changed that could decide about their calls: a pair was made or ended, or they were
 * given settings. So no stretch of refusals is missed, however short, and where one begins and ends
 * does not depend on how fast this machine is.
 */
export async function startFleet(gatewayOf: (environment: Environment) => string) {
  const stores = new Map<string, Store>();
  let refusals: Refused[] = [];
  let isDown = false;
  /** Each change is judged by itself, in the order in which they came. */
  let judged = Promise.resolve();

  const storeNamed = (name: string): Store => {
    const store = stores.get(name) ?? { pairs: {}, next: {}, refusedSince: {} };
    stores.set(name, store);
    return store;
  };

  async function judge(name: string, pairs: Pairs, environment: Environment, cause: Cause) {
    const { refusedSince } = storeNamed(name);
    const pair = pairs[environment];
    const refused = pair !== undefined && (await isRefused(gatewayOf(environment), pair));
    const since = refusedSince[environment];
    if (refused) refusedSince[environment] = since ?? cause;
    else if (since) {
      refusals.push({ store: name, environment, from: since, to: cause });
      delete refusedSince[environment];
    }
  }

  /** Has stores call with what they hold at this moment. */
  function judgeNow(cause: Cause, names: readonly string[] = [...stores.keys()]): Promise<void> {
    const held = names.map((name) => ({ name, pairs: storeNamed(name).pairs }));
    judged = judged.then(async () => {
      await Promise.all(
        held.flatMap(({ name, pairs }) =>
          ENVIRONMENTS.map((environment) => judge(name, pairs, environment, cause)),
        ),
      );
    });
    return judged;
  }

  async function give(name: string, pairs: Pairs, cause: Cause): Promise<void> {
    storeNamed(name).pairs = pairs;
    await judgeNow(cause, [name]);
  }

  async function serve({ method, url = "" }: IncomingMessage, body: string): Promise<void> {
    const [, name = "", rest = ""] = url.split("/");
    const store = storeNamed(name);
    const given = (resource: string): Cause => ({ kind: "given", resource });
    const settings = method === "PUT" ? pairsIn(JSON.parse(body)) : {};
    if (rest === "next") store.next = settings;
    else if (rest === "rollout")
      await give(name, method === "DELETE" ? {} : store.next, given(`${name}-web`));
    else await give(name, settings, given(name));
  }

  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      if (isDown) response.statusCode = 503;
      else await serve(request, body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    judgeNow,
    /** By hand, as a person does in the store's Admin. */
    give: (name: string, pairs: Pairs) => give(name, pairs, { kind: "person" }),
    setDown(down: boolean): void {
      isDown = down;
    },
    /** The refusals of the run that ends here; what goes on was begun by an earlier run for the next. */
    async endRun(): Promise<Refused[]> {
      await judged;
      const ended = refusals;
      refusals = [];
      for (const [store, { refusedSince }] of stores)
        for (const environment of ENVIRONMENTS) {
          const from = refusedSince[environment];
          if (!from) continue;
          ended.push({ store, environment, from, to: { kind: "person" } });
          refusedSince[environment] = { kind: "earlier run" };
        }
      return ended;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function isRefused(
  gatewayUrl: string,
  { publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string },
): Promise<boolean> {
  const { ok, status } = await fetch(new URL("merchant-registry/v1/ping", gatewayUrl), {
    headers: {
      "magento-api-key": publicKey,
      "x-api-key": publicKey,
      "x-gw-signature": signature(privateKey, Date.now()),
    },
  });
  if (!ok && status !== 401 && status !== 403) throw new Error(`a store's call got HTTP ${status}`);
  return !ok;
}

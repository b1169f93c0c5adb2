import type { KeyPolicy, LoggedCall } from "commerce-services-emulator";
import { type Account, openAccount } from "commerce-services-testkit/inProcess/account";
import type { Process } from "commerce-services-testkit/inProcess/engine";
import { Run } from "commerce-services-testkit/inProcess/engine";
import { knobs, programOf } from "commerce-services-testkit/inProcess/program";
import { Stack } from "commerce-services-testkit/inProcess/stack";
import { Agent, request } from "undici";
import { signature } from "../../provider/keys/jwt";

/** What a store under load went through while its pair was rotated again and again. */
export interface Load {
  readonly calls: number;
  readonly rotations: number;
  readonly refused: number;
  /** Refused although no announced window was open. */
  readonly refusedOutside: number;
  /** Neither accepted nor refused: a call that failed otherwise. */
  readonly failed: number;
}

const WORKERS = 8;
/** Calls between two rotations: long enough that most of the time nothing is rotated. */
const CALLS_BETWEEN = 250;

interface Settings {
  readonly publicKey: string;
  readonly token: string;
}

/**
 * The announced window of a rotation: from the call that stops the old pair (making the new one
 * under `exclusive`, deleting the old one under `delete-first`) until the store has the new one.
 */
const opens: Record<KeyPolicy, string | undefined> = {
  overlapping: undefined,
  exclusive: "keys.create",
  "delete-first": "keys.delete",
};

/** Workers call without a pause, each with the settings that the store had when it last looked. */
export async function underLoad(keyPolicy: KeyPolicy, calls: number): Promise<Load> {
  const account = await openAccount(keyPolicy);
  const stack = new Stack();
  const program = (rotation: number) =>
    programOf({ ...knobs, rotation: String(rotation) }, keyPolicy);
  const store = new Store(account);
  const up = async (rotation: number) => {
    const { failures } = await new Run(stack, store.fedBy(account.process(stack))).up(
      program(rotation),
    );
    if (failures.length > 0) throw new Error(failures.join("; "));
  };
  await up(0);

  const log: LoggedCall[] = [];
  account.emulator.onCall((call) => {
    // The provider's own probes of dead pairs are among these; the store's are told by their ids.
    const isRefusal = call.operation === "ping" && call.status !== 200;
    if (isRefusal || /^keys\.(create|delete)$/.test(call.operation)) log.push(call);
  });
  const workers = Array.from({ length: WORKERS }, () => store.work(calls));
  let rotations = 0;
  while (store.made < calls) {
    const until = Math.min(calls, store.made + CALLS_BETWEEN);
    while (store.made < until) await store.nextAnswer();
    if (store.made >= calls) break;
    await up(++rotations);
  }
  await Promise.all(workers);
  await store.close();
  await account.close();

  const stops = opens[keyPolicy];
  const windows = store.given.map((end, at) => {
    const begins = store.given[at - 1] ?? 0;
    const opened = log.find(
      ({ operation, sequence, status }) =>
        operation === stops && status < 300 && sequence > begins && sequence <= end,
    );
    return { from: opened?.sequence ?? Number.POSITIVE_INFINITY, to: end };
  });
  const refusals = log.filter(({ requestId }) => store.refused.has(requestId));
  if (refusals.length !== store.refused.size) throw new Error("a refusal is not in the log");
  const outside = refusals.filter(
    ({ sequence }) => !windows.some(({ from, to }) => sequence > from && sequence <= to),
  );
  return {
    calls: store.made,
    rotations,
    refused: store.refused.size,
    refusedOutside: outside.length,
    failed: store.failed,
  };
}

/** A store: its settings, the workers that read them, and the calls they made. */
class Store {
  made = 0;
  /** The service's ids of the calls that were refused. */
  readonly refused = new Set<string>();
  failed = 0;
  /** The emulator's call number at each moment when all workers had reloaded. */
  readonly given: number[] = [];
  readonly #agent = new Agent({ connections: WORKERS });
  readonly #under = new Set<Promise<void>>();
  #waiting: (() => void)[] = [];
  #settings: Settings | undefined;

  constructor(readonly account: Account) {}

  /** The provider process, whose foreign store is this one. */
  fedBy(process: Process): Process {
    const { Store: plain } = process.providers;
    const store = {
      ...plain,
      create: async (inputs: Record<string, unknown>) => {
        await this.reload(inputs);
        return plain.create(inputs);
      },
      update: async (id: string, olds: Record<string, unknown>, news: Record<string, unknown>) => {
        await this.reload(news);
        return plain.update(id, olds, news);
      },
    };
    return { ...process, providers: { ...process.providers, Store: store } };
  }

  /**
   * As a deployment does: the new settings are in place, then the calls that were on their way with
   * the old ones are let run out. Only then the store counts as given the new pair.
   */
  async reload({ publicKey, privateKey }: Record<string, unknown>): Promise<void> {
    const pair = { publicKey: String(publicKey), privateKey: String(privateKey) };
    const token = signature(pair, this.account.emulator.clock.now());
    const before = [...this.#under];
    this.#settings = { publicKey: pair.publicKey, token };
    await Promise.all(before);
    this.given.push(this.account.emulator.calls().at(-1)?.sequence ?? 0);
  }

  async work(calls: number): Promise<void> {
    while (this.made < calls) {
      this.made++;
      const call = this.#call();
      this.#under.add(call);
      await call;
      this.#under.delete(call);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  nextAnswer = () => new Promise<void>((wake) => this.#waiting.push(wake));

  async #call(): Promise<void> {
    const { publicKey, token } = this.#settings as Settings;
    const { statusCode, headers, body } = await request(
      new URL("merchant-registry/v1/ping", this.account.emulator.gatewayUrl),
      {
        dispatcher: this.#agent,
        headers: { "magento-api-key": publicKey, "x-api-key": publicKey, "x-gw-signature": token },
      },
    );
    await body.dump();
    if (statusCode === 403 || statusCode === 401) this.refused.add(String(headers["x-request-id"]));
    else if (statusCode !== 200) this.failed++;
  }

  close = () => this.#agent.close();
}

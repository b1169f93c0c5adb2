import type { Call, Emulator, KeyPolicy, Reply } from "commerce-services-emulator";
import { createHttp } from "../../provider/http/client";
import type { Http } from "../../provider/http/types";
import type { DynamicProvider } from "../../provider/pulumi/dynamic/hostTypes";
import { dynamicProvider } from "../../provider/pulumi/dynamic/provider";
import { type HostIo, Operation } from "../../provider/pulumi/operation";
import { resources } from "../../provider/resources/table";
import { startEmulator } from "../emulator/startEmulator";
import { providerUnderTest } from "../project/providerKind";
import { rsaPairsInTurn } from "../rsaPairs";
import type { Process } from "./engine";
import { throughNative } from "./nativeProvider";
import type { Kind, Stack } from "./stack";

/** Where a run meets the outside; a harness that cuts runs off stands here. */
export interface Boundaries {
  /** Around each call of the provider to the service. */
  around?: (call: string, send: () => ReturnType<Http["request"]>) => ReturnType<Http["request"]>;
  /** The provider has answered, the engine has not saved. */
  beforeSaved?: (what: string) => Promise<void>;
  /** The names that the command line names, if any. */
  targets?: readonly string[] | undefined;
}

/** The lifecycles behind the provider under test. */
const through: typeof throughNative =
  providerUnderTest === "native"
    ? throughNative
    : (_kind, definition, operation) => dynamicProvider(definition, operation);

const readyPair = rsaPairsInTurn();

export interface Account {
  readonly emulator: Emulator;
  readonly warnings: string[];
  /** A fresh provider process for one run of this stack. */
  process(stack: Stack, boundaries?: Boundaries): Process;
  advance(ms: number): void;
  /** The foreign store refuses to be given another pair. */
  storeIsDown: boolean;
  setPolicy(policy: KeyPolicy): void;
  /** The pairs that work or soon will. */
  live(): string[];
  close(): Promise<void>;
}

/** The emulator, and provider processes that call it, on one clock that only waiting moves. */
export async function openAccount(
  keyPolicy: KeyPolicy,
  onExchange: (call: Call, reply: Reply) => void = () => {},
): Promise<Account> {
  let now = Date.parse("2026-01-01T12:00:00Z");
  const clock = {
    now: () => now,
    sleep: async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      now += ms;
    },
  };
  const emulator = await startEmulator({
    keySource: readyPair,
    keyPolicy,
    clock,
    callsKept: 200,
    onExchange,
  });
  const warnings: string[] = [];
  let policy = keyPolicy;
  // One set of connections for all runs: opening them anew would be most of the time spent.
  const shared = createHttp({
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    environment: {},
    notify: () => {},
    requestTimeoutMs: 10_000,
    maxConcurrency: 4,
  });
  const account: Account = {
    emulator,
    warnings,
    storeIsDown: false,
    advance: (ms) => {
      now += ms;
    },
    setPolicy: (to) => {
      policy = to;
      emulator.setKeyPolicy(to);
    },
    live: () =>
      emulator
        .keys()
        .filter(({ status }) => status === "accepted" || status === "pending")
        .map(({ publicKey }) => publicKey)
        .sort(),
    async close() {
      await shared.close();
      await emulator.close();
    },
    process(stack, { around, beforeSaved, targets } = {}) {
      const record = stack.recordFor(targets);
      const hostIo: HostIo = {
        clock,
        random: () => 0.5,
        signal: new AbortController().signal,
        environment: {},
        engine: undefined,
        warn: async (message) => void warnings.push(message),
        inform: async () => {},
        stackOf: () => record,
        createHttp: () => {
          const http: Http = {
            request: (call) => {
              const send = () => shared.request(call);
              return around ? around(`${call.method} ${new URL(call.url).pathname}`, send) : send();
            },
            within: () => http,
            close: async () => {},
          };
          return http;
        },
      };
      const operation = new Operation(hostIo);
      operation.configure(configOf(emulator, policy));
      const providers: Record<Kind, DynamicProvider> = {
        ApiKeyPair: through("ApiKeyPair", resources.ApiKeyPair, operation),
        SaasProject: through("SaasProject", resources.SaasProject, operation),
        DataSpace: through("DataSpace", resources.DataSpace, operation),
        Store: store(account),
      };
      return { providers, beforeSaved: beforeSaved ?? (async () => {}) };
    },
  };
  return account;
}

function configOf(emulator: Emulator, keyPolicy: KeyPolicy) {
  const values: Record<string, string> = {
    gatewayUrl: emulator.gatewayUrl,
    sandboxGatewayUrl: emulator.sandboxGatewayUrl,
    portalUrl: emulator.portalUrl,
    portalToken: emulator.portalToken,
    keyPolicy,
    verifyTimeout: "2s",
  };
  return { get: (key: string) => values[key], names: Object.keys(values) };
}

/** A store of another provider, which takes a pair as it comes. */
function store(account: Account): DynamicProvider {
  return {
    configure: async () => {},
    check: async (_olds, inputs) => ({ inputs, failures: [] }),
    diff: async () => ({}),
    create: async (inputs) => ({ id: "store", outs: { ...inputs } }),
    read: async (id, props) => ({ id, props }),
    async update(_id, _olds, inputs) {
      if (account.storeIsDown) throw new Error("the store is down");
      return { outs: { ...inputs } };
    },
    delete: async () => {},
  };
}

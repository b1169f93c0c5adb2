import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Emulator,
  type KeyPolicy,
  POLICIES,
  PORTAL_TOKEN,
  settingsFor,
  startEmulator,
} from "./emulator";
import { Mask } from "./mask";
import { type Case, casesOf, declaredNext, nameOf, OLD_ENVIRONMENT } from "./policy";
import type { ProviderKind } from "./programs";
import { type Asked, type Properties, type Provider, startProvider } from "./provider";
import { expectRecordedJson } from "./recorded";

/** What the engine has recorded of a resource. */
interface Made {
  readonly id: string;
  /** As the program declares it. */
  readonly declared: Properties;
  readonly inputs: Properties;
  readonly outs: Properties;
}

/** The stack before: a pair of each origin, and a project and a store that sign with it. */
type Before = Readonly<Record<"pair" | "project" | "space", Made>>;

const PAIR = { kind: "ApiKeyPair", name: "pair" } as const;
const PROJECT = { kind: "SaasProject", name: "project" } as const;
const SPACE = { kind: "DataSpace", name: "space" } as const;

async function made(provider: Provider, asked: Asked, declared: Properties): Promise<Made> {
  const { inputs, failures } = await provider.check(asked, {}, declared);
  expect(failures).toEqual([]);
  const { id, outs } = await provider.create(asked, inputs);
  return { id, declared, inputs, outs };
}

async function stackBefore(provider: Provider, pair: Properties): Promise<Before> {
  const key = await made(provider, PAIR, pair);
  const { publicKey, privateKey } = key.outs;
  const keyPair = { environment: OLD_ENVIRONMENT, publicKey, privateKey };
  const project = await made(provider, PROJECT, { name: "Shop", keyPair });
  const space = await made(provider, SPACE, {
    projectId: project.outs.projectId,
    type: "Production",
    store: { name: "shop", role: "production" },
    keyPair,
  });
  return { pair: key, project, space };
}

/** The same stack under other names and another public key: so many cases share one process. */
function renamed(stack: Before, number: number): Before {
  const { id } = stack.pair;
  const other = `${id.slice(0, -4)}${number.toString(16).padStart(4, "0")}`;
  const text = JSON.stringify(stack)
    .replaceAll(id, other)
    .replace(/::(pair|project|space)\b/g, `::$1 ${number}`);
  return JSON.parse(text) as Before;
}

/** Asks as the engine does in a preview: the pair first, then those that sign with it. */
async function rowsOf(
  provider: Provider,
  one: Case,
  stack: Before,
  number: number,
  next: Properties,
) {
  const rows: Properties = {};
  const row = async ({ kind, name }: Asked, { id, inputs, outs }: Made, declared: Properties) => {
    const asked = { kind, name: `${name} ${number}` };
    try {
      const { inputs: news, failures } = await provider.check(asked, inputs, declared);
      const difference = await provider.diff(asked, id, outs, inputs, news);
      rows[name] = { failures, difference };
    } catch (error) {
      rows[name] = { failed: error instanceof Error ? error.message : String(error) };
    }
  };
  const { pair, project, space } = stack;
  const asks = declaredNext(one, pair.declared, next);
  const recorded = { ...pair, outs: { ...pair.outs, status: one.status } };
  await row(PAIR, recorded, asks);
  const change = one.next === "as it is" ? {} : { keyPair: keyPairNext(asks) };
  await row(PROJECT, project, { ...project.declared, ...change });
  await row(SPACE, space, { ...space.declared, ...change });
  return { ...rows, told: provider.told() };
}

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the pair's output is while the plan is made: known of a supplied one alone. */
function keyPairNext({ environment, supplied }: Properties): Properties {
  const unknown = { publicKey: UNKNOWN, privateKey: UNKNOWN };
  return { environment, ...(supplied ?? unknown) };
}

describe.each(["dynamic", "native"] as const)(
  "the rows of the %s provider",
  (kind: ProviderKind) => {
    let emulator: Emulator;
    let stacks: Record<Case["old"], Before>;
    let next: Properties;
    const start = (policy: KeyPolicy) =>
      startProvider(kind, { ...settingsFor(emulator, policy), portalToken: PORTAL_TOKEN });

    beforeAll(async () => {
      emulator = await startEmulator("overlapping");
      const provider = await start("overlapping");
      const supplied = await emulator.issueKey("production", "old");
      next = { ...(await emulator.issueKey("production", "next")) };
      stacks = {
        issued: await stackBefore(provider, {
          environment: OLD_ENVIRONMENT,
          label: "pair",
          keepers: { rotation: "1" },
        }),
        supplied: await stackBefore(provider, {
          environment: OLD_ENVIRONMENT,
          label: "pair",
          supplied,
        }),
      };
      await provider.close();
    });
    afterAll(() => emulator.close());

    it.each(POLICIES)(
      "say what they said of every replacement in an account that is %s",
      async (policy) => {
        const provider = await start(policy);
        const found: Properties = {};
        for (const [number, one] of casesOf(policy).entries()) {
          const stack = renamed(stacks[one.old], number);
          const rows = await rowsOf(provider, one, stack, number, next);
          found[nameOf(one)] = new Mask({ [stack.pair.id]: "<old key>", ...texts(next) }).value(
            rows,
          );
        }
        for (const declared of newPairs(next)) {
          const asked = { kind: "ApiKeyPair", name: `new ${Object.keys(found).length}` } as const;
          const { failures } = await provider.check(asked, {}, declared.inputs);
          const rows = { failures, told: provider.told() };
          found[`${policy}: a first pair, ${declared.name}`] = new Mask(texts(next)).value(rows);
        }
        await provider.close();
        expectRecordedJson(`policy/rows-${kind}-${policy}.json`, found);
      },
    );
  },
);

const texts = ({ publicKey }: Properties) => ({ [String(publicKey)]: "<next key>" });

const newPairs = (supplied: Properties) =>
  (["production", "sandbox"] as const).flatMap((environment) => [
    { name: `issued, ${environment}`, inputs: { environment, label: "new" } },
    { name: `supplied, ${environment}`, inputs: { environment, label: "new", supplied } },
  ]);

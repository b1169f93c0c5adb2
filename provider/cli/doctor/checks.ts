import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { connect } from "../../clients";
import type { Configuration } from "../../config/configuration";
import { routeTo } from "../../http/proxy";
import type { Environment } from "../../keys";
import { clockText, WORTH_TELLING_MS } from "../../registry/serviceClock";
import { requireOwnAccount } from "../../resources/account";
import { policyContradicted } from "../../resources/errors";
import type { StackFlags } from "../account/stack";
import { packageMissing, pulumiUnusable, versionTooOld } from "../errors";
import type { CliIo } from "../io";

/** One thing to look at: says what is there, or throws the coded error that says how to mend it. */
export interface Check {
  readonly what: string;
  readonly look: () => Promise<string>;
}

const LEAST = { node: "20.18.1", pulumi: "3.216.0", "@pulumi/pulumi": "3.216.0" } as const;

/** What a run needs of this machine and folder. Makes no call. */
export function checksOfMachine(flags: StackFlags, io: CliIo): Check[] {
  const folder = resolve(io.folder, flags.cwd ?? ".");
  return [
    { what: "Node", look: async () => newEnough("node", io.nodeVersion) },
    { what: "Pulumi", look: () => pulumi(io) },
    {
      what: "SDK",
      look: async () => newEnough("@pulumi/pulumi", installed("@pulumi/pulumi", folder)),
    },
    // From the program's folder, as the constant loader in every state finds it.
    {
      what: "this package",
      look: async () => installed("pulumi-commerce-services", folder),
    },
  ];
}

/** What a run needs of the configured services. Each call is one that changes nothing. */
export function checksOfServices(configuration: Configuration, io: CliIo): Check[] {
  const { portalUrl, defaultPair, merchantId, keyPolicy } = configuration;
  const services = () => connect(configuration, io);
  const asking =
    <T>(ask: (of: ReturnType<typeof services>) => Promise<T>) =>
    async () => {
      const of = services();
      try {
        return await ask(of);
      } finally {
        of.close();
      }
    };
  const gateway = (environment: Environment): Check => ({
    what: `${environment} gateway`,
    look: asking(async ({ registry, clocks }) => {
      // Nobody's key: a gateway that is one says that it does not know it.
      await registry.probePublicKey(environment, NOBODYS);
      const { differenceMs } = clocks[environment];
      const isOff = Math.abs(differenceMs) >= WORTH_TELLING_MS;
      const way = reached(configuration.gateways[environment], io);
      return isOff ? `${way}; ${clockText(differenceMs)}, whose time signs calls` : way;
    }),
  });
  return [
    gateway("production"),
    gateway("sandbox"),
    ...(portalUrl === undefined
      ? []
      : [
          {
            what: "portal",
            look: asking(async ({ portal }) => {
              const account = await portal().account();
              requireOwnAccount(account, merchantId);
              if (account.keyPolicy !== keyPolicy) {
                throw policyContradicted(keyPolicy, account.keyPolicy);
              }
              return `${account.merchantId}, ${account.keyPolicy}, ${reached(portalUrl, io)}`;
            }),
          },
        ]),
    ...(defaultPair === undefined
      ? []
      : [
          {
            what: "default pair",
            look: asking(async ({ registry }) => {
              await registry.ping(defaultPair);
              return `${defaultPair.publicKey} is accepted`;
            }),
          },
        ]),
  ];
}

/** Which host it is, and by which way. */
function reached(address: string, { environment }: CliIo): string {
  const url = new URL(address);
  const route = routeTo(url, environment);
  if (route.proxy) return `${url.host} through ${route.proxy.host} (${route.proxy.variable})`;
  return `${url.host} directly${route.exemptBy ? ` (${route.exemptBy})` : ""}`;
}

const NOBODYS = "00000000000000000000000000000000";

async function pulumi(io: CliIo): Promise<string> {
  const { code, stdout, failure } = await io.run("pulumi", ["version"], () => {});
  if (code !== 0) throw pulumiUnusable(failure ?? `exit code ${code}`);
  return newEnough("pulumi", stdout.trim());
}

function newEnough(of: keyof typeof LEAST, version: string): string {
  if (isAtLeast(version, LEAST[of])) return version;
  throw versionTooOld(of, version, LEAST[of]);
}

/** The version of a package as a program in this folder gets it. */
function installed(name: string, folder: string): string {
  try {
    const file = createRequire(join(folder, "index.js")).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  } catch {
    throw packageMissing(name);
  }
}

/** Whether a version, such as `v3.259.0` or `22.1.0`, is at least another. What can't be read is not. */
export function isAtLeast(version: string, least: string): boolean {
  const parts = (text: string) =>
    /(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? [-1, -1, -1];
  const [given, needed] = [parts(version), parts(least)];
  const at = given.findIndex((part, index) => part !== needed[index]);
  return at === -1 || (given[at] ?? 0) > (needed[at] ?? 0);
}

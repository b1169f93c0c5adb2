import { pairNotGiven } from "../../errors/commands";
import {
  canonicalPrivateKey,
  canonicalPublicKey,
  type Environment,
  type KeyPair,
} from "../../keys";
import type { Row } from "../../registry";
import { connect } from "../../services/connect";
import { EXIT, type ExitCode } from "../exitCodes";
import { withProgress } from "../progress";
import { textFrom } from "../textFrom";
import type { World } from "../world";
import { configurationOf, type StackFlags } from "./stack";

export interface VerifyFlags extends StackFlags {
  readonly publicKey?: string;
  readonly privateKeyFile?: string;
  readonly environment: Environment;
}

/** Tries a pair with a signed call and lists what it shows. A refused one is an error of its own. */
export async function verify(flags: VerifyFlags, world: World): Promise<ExitCode> {
  const configuration = await configurationOf(flags, world);
  const pair = (await givenPair(flags, world)) ?? configuration.defaultPair;
  if (!pair) throw pairNotGiven();
  const services = connect(configuration, world);
  try {
    const rows = await withProgress(world, "Asking the gateway", async () => {
      await services.registry.ping(pair);
      return services.registry.rows(pair);
    });
    world.stdout.write(`${pair.publicKey} is accepted (${pair.environment})\n${listing(rows)}`);
    return EXIT.fine;
  } finally {
    await services.close();
  }
}

async function givenPair(flags: VerifyFlags, world: World): Promise<KeyPair | undefined> {
  const { publicKey, privateKeyFile, environment } = flags;
  if (publicKey === undefined && privateKeyFile === undefined) return undefined;
  if (publicKey === undefined || privateKeyFile === undefined) throw pairNotGiven();
  const text = await textFrom(privateKeyFile, "--private-key-file", world);
  return {
    environment,
    publicKey: canonicalPublicKey(publicKey, "--public-key"),
    privateKey: canonicalPrivateKey(text, "--private-key-file"),
  };
}

/** The account's projects with their data spaces, an indented line each. */
function listing(rows: readonly Row[]): string {
  if (rows.length === 0) return "The account has no project yet.\n";
  const owner = rows.find(({ mageId }) => mageId)?.mageId;
  const projects = new Map<string, Row[]>();
  for (const row of rows)
    projects.set(row.projectId, [...(projects.get(row.projectId) ?? []), row]);
  const lines = [...projects.values()].flatMap((spaces) => [
    `  ${spaces[0]?.projectName}  ${spaces[0]?.projectId}`,
    ...spaces.map(
      (row) => `    ${row.environmentType}  ${row.environmentName}  ${row.environmentId}`,
    ),
  ]);
  return `${owner ? `Merchant ${owner}\n` : ""}${lines.join("\n")}\n`;
}

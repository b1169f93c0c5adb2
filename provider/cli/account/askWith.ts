import { connect } from "../../clients";
import { sanitize } from "../../domain/sanitize";
import {
  canonicalPrivateKey,
  canonicalPublicKey,
  type Environment,
  type KeyPair,
} from "../../keys";
import type { Row } from "../../registry";
import { pairNotGiven } from "../errors";
import type { CliIo } from "../io";
import { withProgress } from "../progress";
import { textFrom } from "../textFrom";
import { configurationOf, type StackFlags } from "./stack";

/** The pair that a command signs with: the given one, else the stack's default pair. */
export interface PairFlags extends StackFlags {
  readonly publicKey?: string;
  readonly privateKeyFile?: string;
  readonly environment: Environment;
}

/** Tries the pair, and lists what it shows. Errors: CS6020 to CS6023, those of the registry. */
export async function askWith(
  flags: PairFlags,
  io: CliIo,
): Promise<{ pair: KeyPair; rows: readonly Row[] }> {
  const configuration = await configurationOf(flags, io);
  const pair = (await givenPair(flags, io)) ?? configuration.defaultPair;
  if (!pair) throw pairNotGiven();
  const { registry, close } = connect(configuration, io);
  try {
    const rows = await withProgress(io, "Asking the gateway", async () => {
      await registry.ping(pair);
      return registry.rows(pair);
    });
    return { pair, rows };
  } finally {
    close();
  }
}

async function givenPair(flags: PairFlags, io: CliIo): Promise<KeyPair | undefined> {
  const { publicKey, privateKeyFile, environment } = flags;
  if (publicKey === undefined && privateKeyFile === undefined) return undefined;
  if (publicKey === undefined || privateKeyFile === undefined) throw pairNotGiven();
  const text = await textFrom(privateKeyFile, "--private-key-file", io);
  return {
    environment,
    publicKey: canonicalPublicKey(publicKey, "--public-key"),
    privateKey: canonicalPrivateKey(text, "--private-key-file"),
  };
}

/** The account's projects with their data spaces, an indented line each. */
export function listing(rows: readonly Row[]): string {
  if (rows.length === 0) return "The account has no project yet.\n";
  const owner = rows.find(({ mageId }) => mageId)?.mageId;
  const lines = byProject(rows).flatMap((spaces) => [
    `  ${spaces[0] ? columns(spaces[0].projectName, spaces[0].projectId) : ""}`,
    ...spaces.map(
      (row) => `    ${columns(row.environmentType, row.environmentName, row.environmentId)}`,
    ),
  ]);
  return `${owner ? `Merchant ${sanitize(owner)}\n` : ""}${lines.join("\n")}\n`;
}

const columns = (...texts: readonly string[]) => texts.map((text) => sanitize(text)).join("  ");

/** A row stands for one data space: the rows of each project, in the order of the answer. */
export function byProject(rows: readonly Row[]): Row[][] {
  const projects = new Map<string, Row[]>();
  for (const row of rows)
    projects.set(row.projectId, [...(projects.get(row.projectId) ?? []), row]);
  return [...projects.values()];
}

import { connect, type Services } from "../../clients";
import type { Configuration } from "../../config/configuration";
import { duration } from "../../config/duration";
import { API_PORTAL } from "../../domain/adobe/pages";
import { sanitize } from "../../domain/sanitize";
import { canonicalPublicKey, type Environment } from "../../keys";
import { stillAccepted } from "../../registry/errors";
import { requireOwnAccount } from "../../resources/account";
import { notDeletedByHand, optionInvalid } from "../errors";
import { EXIT, type ExitCode } from "../exitCodes";
import type { CliIo } from "../io";
import { withProgress } from "../progress";
import { configurationOf, resourcesOf, type StackFlags } from "./stack";
import { type Uses, usesOf } from "./uses";

export interface RevokeFlags extends StackFlags {
  readonly environment?: Environment;
  /** Without it the command only tells what would stop. */
  readonly yes?: boolean;
  /** How long to wait for a person to delete a supplied pair. */
  readonly wait: string;
}

/**
 * Emergency: stops a pair that must not work a moment longer, before anything is rotated. Names the
 * stores that stop, removes the pair through the portal and proves it refused. A supplied pair is
 * removed by a person: names the page, and waits until it is dead.
 */
export async function revoke(key: string, flags: RevokeFlags, io: CliIo): Promise<ExitCode> {
  const publicKey = canonicalPublicKey(key, "PUBLICKEY");
  const configuration = await configurationOf(flags, io);
  const uses = usesOf(publicKey, await resourcesOf(flags, io));
  const byOperator = uses.pair?.issuer === "supplied" || configuration.portalUrl === undefined;
  const verifyTimeoutMs = byOperator ? waitMs(flags) : configuration.verifyTimeoutMs;
  const services = connect({ ...configuration, verifyTimeoutMs }, io);
  const environment = flags.environment ?? uses.pair?.environment ?? "production";
  try {
    io.stdout.write(whatStops(publicKey, uses, configuration));
    if ((await services.registry.probePublicKey(environment, publicKey)) === "unknown") {
      io.stdout.write(`The gateway does not know ${publicKey} (${environment}): nothing to do.\n`);
      return EXIT.fine;
    }
    if (!flags.yes) {
      io.stdout.write("Nothing has been removed. Run it again with --yes.\n");
      return EXIT.changes;
    }
    if (byOperator) {
      io.stdout.write(`No call removes this pair. Delete ${publicKey} now at ${API_PORTAL}\n`);
    } else {
      await remove(publicKey, configuration, services, io);
    }
    await withProgress(io, `Waiting until ${publicKey} is refused`, () =>
      services.registry.verifyPublicKeyDead(environment, publicKey),
    ).catch((error: { code?: unknown }) => {
      // Nobody has removed it yet, which is another thing than a removal without effect.
      const isWaiting = byOperator && error.code === stillAccepted.code;
      throw isWaiting ? notDeletedByHand(publicKey, flags.wait) : error;
    });
    io.stdout.write(`${publicKey} is refused.\n${whatNext(uses)}`);
    return EXIT.fine;
  } finally {
    services.close();
  }
}

function waitMs({ wait }: RevokeFlags): number {
  const parsed = duration.safeParse(wait);
  if (parsed.success) return parsed.data;
  throw optionInvalid("--wait", parsed.error.issues[0]?.message ?? "not a duration");
}

async function remove(
  publicKey: string,
  { merchantId }: Configuration,
  { portal }: Services,
  io: CliIo,
): Promise<void> {
  requireOwnAccount(await portal().account(), merchantId);
  const outcome = await portal().remove(publicKey);
  io.stdout.write(
    outcome === "removed" ? "Removed at the portal.\n" : "The portal has it no more.\n",
  );
}

function whatStops(
  publicKey: string,
  { stores, holders }: Uses,
  { defaultPair }: Configuration,
): string {
  const lines = [
    stores.length > 0
      ? `Stores of this stack that stop with ${publicKey}: ${stores.map((store) => sanitize(store)).join(", ")}`
      : `No store of this stack is recorded with ${publicKey}.`,
    ...holders.map((urn) => `  held by ${sanitize(urn)}`),
    ...(defaultPair?.publicKey === publicKey
      ? ["It is the stack's default pair: what is given no keyPair signs with it."]
      : []),
    "Stores that are fed from elsewhere are out of sight.",
  ];
  return `${lines.join("\n")}\n`;
}

function whatNext({ pair }: Uses): string {
  if (!pair) return "This stack does not manage it: give a new pair to those who used it.\n";
  return pair.issuer === "portal"
    ? "Next: pulumi refresh, then pulumi up, which issues a new pair and gives it to every dependant.\n"
    : "Next: make a pair in the API Portal, supply it, and run pulumi up.\n";
}

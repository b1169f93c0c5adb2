import type { EmulatorOptions } from "../options";
import type { EDITIONS, JWT_CHECKS, KEY_POLICIES, ROLES } from "../rules/terms";
import { type Emulator, startEmulator } from "../startEmulator";
import { writeReadyFile } from "./readyFile";

/** The options of `start`, as commander hands them over. */
export interface StartFlags {
  readonly port: number;
  readonly sandboxPort: number;
  readonly portalPort: number;
  readonly host: string;
  readonly allowRemote?: boolean;
  readonly allowHost?: readonly string[];
  readonly data?: string;
  readonly seed?: string;
  readonly mageId?: string;
  readonly edition?: (typeof EDITIONS)[number];
  readonly keyPolicy?: (typeof KEY_POLICIES)[number];
  readonly role?: (typeof ROLES)[number];
  readonly maxProjects?: number;
  readonly newKeyDelay?: number;
  readonly deletedKeyDelay?: number;
  readonly jwtChecks?: (typeof JWT_CHECKS)[number];
  readonly jwtLongestLife?: number;
  readonly readyFile?: string;
  readonly log?: "json";
}

/** Never taken from the arguments, which every user of the machine can read. */
const TOKEN_VARIABLE = "COMMERCE_SERVICES_EMULATOR_PORTAL_TOKEN";

export async function start(flags: StartFlags): Promise<void> {
  const emulator = await startEmulator(await optionsFrom(flags));
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = emulator;
  if (flags.log === "json")
    emulator.onCall((call) => void process.stdout.write(`${JSON.stringify(call)}\n`));
  else process.stdout.write(greeting(emulator, flags));
  if (flags.readyFile)
    writeReadyFile(flags.readyFile, { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken });
  endCleanlyOnSignal(emulator);
}

async function optionsFrom(flags: StartFlags): Promise<EmulatorOptions> {
  const portalToken = process.env[TOKEN_VARIABLE];
  return {
    gatewayPort: flags.port,
    sandboxPort: flags.sandboxPort,
    portalPort: flags.portalPort,
    host: flags.host,
    ...(flags.allowRemote && { allowRemote: true }),
    ...(flags.allowHost && { allowedHosts: flags.allowHost }),
    ...(portalToken && { portalToken }),
    ...(flags.data && { data: flags.data }),
    ...(flags.seed && { seed: await (await import("./readSeedFile.js")).readSeedFile(flags.seed) }),
    ...(flags.mageId && { mageId: flags.mageId }),
    ...(flags.edition && { edition: flags.edition }),
    ...(flags.keyPolicy && { keyPolicy: flags.keyPolicy }),
    ...(flags.role && { role: flags.role }),
    ...(flags.jwtChecks && { jwtChecks: flags.jwtChecks }),
    ...(flags.jwtLongestLife !== undefined && { jwtLongestLifeSeconds: flags.jwtLongestLife }),
    ...(flags.maxProjects !== undefined && { maxProjects: flags.maxProjects }),
    ...((flags.newKeyDelay !== undefined || flags.deletedKeyDelay !== undefined) && {
      propagation: {
        newKeyMs: flags.newKeyDelay ?? 0,
        deletedKeyMs: flags.deletedKeyDelay ?? 0,
      },
    }),
  };
}

function greeting(
  { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken, account }: Emulator,
  { data }: StartFlags,
): string {
  const { mageId, keyPolicy } = account();
  return [
    `Commerce Services emulator: account ${mageId}, key policy ${keyPolicy}, ${data ? `data in ${data}` : "nothing kept"}`,
    `  production gateway  ${gatewayUrl}`,
    `  sandbox gateway     ${sandboxGatewayUrl}`,
    `  portal              ${portalUrl}`,
    `  portal token        ${portalToken}`,
    // After the #, so that it reaches no log and no other server.
    `  dashboard           ${portalUrl}_emulator/#token=${portalToken}`,
    "",
  ].join("\n");
}

function endCleanlyOnSignal(emulator: Emulator): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    emulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

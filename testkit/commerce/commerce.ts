import type { Emulator, EmulatorOptions } from "commerce-services-emulator";
import { startEmulator } from "../emulator/startEmulator";
import { createProject, findSecret, type Project, type ProjectOptions } from "../project";
import { type ProviderKind, providerUnderTest, through, throughAll } from "../project/providerKind";
import { program } from "./program";

/** A project whose stack points at an emulator of its own. */
export interface Commerce {
  readonly project: Project;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

export interface CommerceOptions extends Partial<ProjectOptions> {
  readonly account?: EmulatorOptions;
  /** Default: the provider under test. The program is written for the dynamic one. */
  readonly provider?: ProviderKind;
  /** The test writes or prints keys in clear on purpose, and looks for leaks itself. */
  readonly showsKeys?: boolean;
}

/** Starts both; the stack's `keyPolicy` is the account's. Waits for proofs are short. */
export async function createCommerce({
  account = {},
  showsKeys = false,
  provider = providerUnderTest,
  ...options
}: CommerceOptions = {}): Promise<Commerce> {
  const canaries = new Set<string>();
  const emulator = watchedKeys(
    await startEmulator({
      ...account,
      onExchange: (call, reply) => {
        if (call.operation === "keys.create") canaries.add(issuedIn(reply.body));
        account.onExchange?.(call, reply);
      },
    }),
    canaries,
  );
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = emulator;
  const created = await createProject({
    ...options,
    program: through(provider, options.program ?? program),
    config: {
      "commerce-services:gatewayUrl": gatewayUrl,
      "commerce-services:sandboxGatewayUrl": sandboxGatewayUrl,
      "commerce-services:portalUrl": portalUrl,
      "commerce-services:keyPolicy": account.keyPolicy ?? "exclusive",
      "commerce-services:verifyTimeout": "2s",
      ...options.config,
    },
    secrets: { "commerce-services:portalToken": portalToken, ...options.secrets },
  });
  const project: Project = {
    ...created,
    write: (files) => created.write(throughAll(provider, files)),
  };
  return {
    project,
    emulator,
    async close() {
      const seen = showsKeys ? [] : await leaks(project, emulator, canaries);
      project.remove();
      await emulator.close();
      if (seen.length > 0) throw new Error(`a private key can be read in: ${seen.join("; ")}`);
    },
  };
}

/** Every private key that the portal answered is a canary, and every one that a person made there. */
function watchedKeys(emulator: Emulator, canaries: Set<string>): Emulator {
  return {
    ...emulator,
    async issueKey(...request: Parameters<Emulator["issueKey"]>) {
      const pair = await emulator.issueKey(...request);
      canaries.add(pair.privateKey);
      return pair;
    },
  };
}

function issuedIn(body: string): string {
  const { privateKey } = JSON.parse(body) as { privateKey?: string };
  return privateKey ?? "";
}

/**
 * Where any of them can be read after the test: what every command printed, plans and reports among
 * it, the state with its backups and history, the program's folder, the emulator's log and data.
 */
async function leaks(
  project: Project,
  emulator: Emulator,
  canaries: ReadonlySet<string>,
): Promise<string[]> {
  const service = [
    { where: "the emulator's log", bytes: Buffer.from(JSON.stringify(emulator.calls())) },
    { where: "the emulator's data", bytes: Buffer.from(JSON.stringify(await emulator.snapshot())) },
  ];
  return [...canaries]
    .filter((privateKey) => privateKey !== "")
    .flatMap((privateKey) => [
      ...project.grepEverywhere(privateKey),
      ...findSecret(privateKey, service),
    ])
    .map(({ where, form }) => `${where} (${form})`);
}

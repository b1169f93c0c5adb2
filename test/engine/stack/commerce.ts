import type { Emulator, EmulatorOptions } from "commerce-services-emulator";
import { startEmulator } from "../../emulator";
import { createProject, type Project, type ProjectOptions } from "../harness";
import { program } from "./program";

/** A project whose stack points at an emulator of its own. */
export interface Commerce {
  readonly project: Project;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

export interface CommerceOptions extends Partial<ProjectOptions> {
  readonly account?: EmulatorOptions;
}

/** Starts both; the stack's `keyPolicy` is the account's. Waits for proofs are short. */
export async function createCommerce({
  account = {},
  ...options
}: CommerceOptions = {}): Promise<Commerce> {
  const emulator = await startEmulator(account);
  const { gatewayUrl, sandboxGatewayUrl, portalUrl, portalToken } = emulator;
  const project = await createProject({
    program,
    ...options,
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
  return {
    project,
    emulator,
    async close() {
      project.remove();
      await emulator.close();
    },
  };
}

import { load } from "./product";

/** What of the emulator's package is used here. */
export interface Emulator {
  readonly gatewayUrl: string;
  readonly sandboxGatewayUrl: string;
  readonly portalUrl: string;
  issueKey(
    environment: "production" | "sandbox",
    label: string,
  ): Promise<{ readonly publicKey: string; readonly privateKey: string }>;
  deleteKey(publicKey: string): void;
  keys(environment: "production" | "sandbox"): readonly { readonly publicKey: string }[];
  calls(since?: number): readonly { readonly sequence: number; readonly operation: string }[];
  close(): Promise<void>;
}

export type KeyPolicy = "exclusive" | "overlapping" | "delete-first";
export const POLICIES: readonly KeyPolicy[] = ["exclusive", "overlapping", "delete-first"];

export const PORTAL_TOKEN = "frozen-portal-token";

/** Each on free ports, in memory. */
export const startEmulator = (keyPolicy: KeyPolicy): Promise<Emulator> =>
  load<{ startEmulator(options: object): Promise<Emulator> }>(
    "commerce-services-emulator",
  ).startEmulator({ keyPolicy, portalToken: PORTAL_TOKEN });

/** The provider's settings that lead to it. Waits for proofs are short. */
export const settingsFor = (
  { gatewayUrl, sandboxGatewayUrl, portalUrl }: Emulator,
  keyPolicy: KeyPolicy,
) => ({ gatewayUrl, sandboxGatewayUrl, portalUrl, keyPolicy, verifyTimeout: "2s" });

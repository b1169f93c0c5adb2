import type { Emulator } from "commerce-services-emulator";
import { freshRsaPair } from "commerce-services-testkit/rsaPairs";
import type { Environment, Halves } from "./settings";

/** What a person does by hand around an edit: in the portal, or with a key pair of their own. */
export function personAt(emulator: Emulator, recorded: (what: "sandbox") => boolean) {
  const { keyPolicy } = emulator.account();
  let acted = false;
  return {
    keyPolicy,
    recorded,
    /** Deletes the account's pairs, where it takes no second one. */
    makeRoom(environment: Environment): void {
      if (keyPolicy !== "delete-first") return;
      for (const { publicKey } of emulator.keys(environment)) {
        emulator.deleteKey(publicKey);
        acted = true;
      }
    },
    async makePair(environment: Environment, label: string): Promise<Halves> {
      acted = true;
      const { publicKey, privateKey } = await emulator.issueKey(environment, label);
      return { publicKey, privateKey };
    },
    /** The public half of a pair that somebody else holds. */
    sealKey: (): string => freshRsaPair().publicKey,
    /** Whether the portal was used since this was asked last. */
    hasActed(): boolean {
      const before = acted;
      acted = false;
      return before;
    },
  };
}
export type Person = ReturnType<typeof personAt>;

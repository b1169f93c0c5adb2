import { resolve } from "node:path";
import { Command, Option } from "commander";
import { checkoutRoot } from "commerce-services-testkit/checkout";

/** What the account does with the old pair when a new one is made (docs of `keyPolicy`). */
export const keyPolicies = ["exclusive", "overlapping", "delete-first"] as const;
export type KeyPolicy = (typeof keyPolicies)[number];

export interface Options {
  readonly keyPolicy: KeyPolicy;
  readonly keep: boolean;
  /** Absolute. */
  readonly state: string;
}

/** Throws commander's error, after commander has said what is wrong or shown the help. */
export function readOptions(args: readonly string[]): Options {
  const options = new Command("npm start --")
    .description(
      [
        "Shows a key rotation from end to end on this machine, with no Adobe account: starts the emulator, brings the stack of examples/quickstart up with the genuine Pulumi engine, previews a rotation, and carries it out while two simulated stores keep calling. Run again, it goes on from there.",
        "Exit code 0: every call that was refused lies inside the steps that the preview announced.",
      ].join("\n\n"),
    )
    .addOption(
      new Option("--key-policy <policy>", "what the account does with the old pair")
        .choices(keyPolicies)
        .default("exclusive"),
    )
    .option("--keep", "leave the emulator running, and print how to go on by hand", false)
    .option("--state <folder>", "where everything is kept", ".quickstart")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(args, { from: "user" })
    .opts<Options>();
  // Not the current folder: npm runs scripts in the checkout's root, and so does who types it there.
  return { ...options, state: resolve(checkoutRoot(), options.state) };
}

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";

export interface StoreSettingsArgs {
  /** Where the store reads its settings. Another file replaces the resource. */
  readonly file: pulumi.Input<string>;
  /** `environmentVariables` of `connectorSettings`. */
  readonly settings: pulumi.Input<Record<string, string>>;
}

/**
 * Hands a store its settings: a JSON file of environment variables that only this user may read.
 *
 * It stands for whatever brings settings to your stores (a Kubernetes secret, a variable of Adobe
 * Commerce on Cloud). Being a resource of the stack is what matters: it depends on the key pairs,
 * so the engine gives it the new ones before it deletes the old.
 */
export class StoreSettings extends pulumi.dynamic.Resource {
  declare readonly file: pulumi.Output<string>;

  constructor(name: string, args: StoreSettingsArgs, options?: pulumi.CustomResourceOptions) {
    const { file, settings } = args;
    const secret = { file, settings: pulumi.secret(settings) };
    super(provider, name, secret, options, "quickstart", "StoreSettings");
  }
}

interface Inputs {
  readonly file: string;
  readonly settings: Record<string, string>;
}

const provider: pulumi.dynamic.ResourceProvider<Inputs, Inputs> = {
  // No `changes`: the engine compares the inputs itself, and its previews show them.
  diff: async (_id, olds, news) => ({ replaces: olds.file === news.file ? [] : ["file"] }),
  create: async (inputs) => {
    write(inputs);
    return { id: inputs.file, outs: inputs };
  },
  update: async (_id, _olds, inputs) => {
    write(inputs);
    return { outs: inputs };
  },
  delete: async (_id, { file }) => rmSync(file, { force: true }),
};

/** In one step, so that a store never reads half of it. */
function write({ file, settings }: Inputs): void {
  const fresh = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(fresh, { force: true }); // an existing file would keep its mode
  writeFileSync(fresh, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}

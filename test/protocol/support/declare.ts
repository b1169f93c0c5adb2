import type { Emulator } from "commerce-services-emulator";
import type { PropertyMap } from "commerce-services-testkit/wire/structs";
import { inputsOf, type ResourceName, recorded } from "commerce-services-testkit/wire/values";
import type { Host } from "./host";
import { answered } from "./setUp";

/** What the engine has recorded of a resource. */
export interface Made {
  readonly id: string;
  /** Checked inputs and outputs, secrets in clear: as the engine hands them over. */
  readonly inputs: PropertyMap;
  readonly outs: PropertyMap;
  /** The answers as they came. */
  readonly raw: { readonly inputs: PropertyMap; readonly outs: PropertyMap };
}

/** Checks and creates, as the engine does for a resource that is new. */
export async function make(
  host: Host,
  type: ResourceName,
  name: string,
  declared: PropertyMap,
): Promise<Made> {
  const checked = answered(await host.check({}, inputsOf(type, name, declared)));
  if (checked.failures.length > 0) throw new Error(JSON.stringify(checked.failures));
  const inputs = recorded(checked.inputs);
  const created = answered(await host.create(inputs));
  return {
    id: created.id,
    inputs,
    outs: recorded(created.outs),
    raw: { inputs: checked.inputs, outs: created.outs },
  };
}

/** A working pair of the account, as resources take it. */
export async function keyPairOf(service: Emulator, mageId?: string) {
  const pair = await service.issueKey("production", "signer", mageId ? { mageId } : {});
  return { environment: "production", ...pair };
}

import type { Session } from "../engine/session";
import type { Definition, ResourceName } from "../resources/table";
import { doing } from "./doing";
import { kindOf } from "./kind";
import { planning } from "./planning";

/** One kind of resource, as the engine's own protocol calls it, in plain bags. */
export type Resource = ReturnType<typeof resource>;

/**
 * A lifecycle as the engine calls a provider plugin. Translates and guards, decides nothing: what a
 * call means for a resource stands in its lifecycle.
 */
export function resource<Inputs extends object, State extends Inputs>(
  name: ResourceName,
  definition: Definition<Inputs, State>,
  session: Session,
) {
  const kind = kindOf(name, definition, session.privateKeys);
  return { ...planning(kind, session), ...doing(kind, session) };
}

import { bagsOf, type Marks } from "../engine/bags";
import type { PrivateKeys } from "../engine/privateKeys";
import { dynamicUrn, loader } from "../engine/token";
import type { Definition, ResourceName } from "../resources/table";
import { type Properties, UNKNOWN } from "../resources/unknown";

/** One kind of resource, ready for the calls of a plugin. */
export type Kind<Inputs extends object, State extends Inputs> = ReturnType<
  typeof kindOf<Inputs, State>
>;

export function kindOf<Inputs extends object, State extends Inputs>(
  name: ResourceName,
  definition: Definition<Inputs, State>,
  privateKeys: PrivateKeys,
) {
  const { inputs, state, namedBy } = definition;
  const inputNames = Object.keys(inputs.shape);
  const outputNames = Object.keys(state.shape).filter((output) => !inputNames.includes(output));
  return {
    ...definition,
    bags: bagsOf(definition, privateKeys),
    /** What nobody knows before the resource is made. */
    unknownOutputs: Object.fromEntries(outputNames.map((output) => [output, UNKNOWN])),
    /** What the dynamic door needs of the state, so that a stack can move there and back. */
    marksOf: (urn: string, declared: Properties): Marks => ({
      self: dynamicUrn(urn),
      __provider: loader(name),
      declared: Object.keys(declared),
    }),
    /** A program may leave its name out, in any language: then it is the resource's own. */
    named: (urn: string, given: Properties): Properties =>
      namedBy !== undefined && given[namedBy] === undefined
        ? { ...given, [namedBy]: urn.split("::").slice(3).join("::") }
        : given,
  };
}

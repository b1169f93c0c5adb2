import type { Session } from "../engine/session";
import { asCoded } from "../errors/unexpected";
import type { Properties } from "../resources/unknown";
import { detailedDiff, type PropertyDifference } from "./detailedDiff";
import { failure } from "./failure";
import { ignoredWhole, ignoring } from "./ignoreChanges";
import type { Kind } from "./kind";
import type { Bag } from "./structs";

/** The answer to a diff. */
export interface Difference {
  readonly replaces: readonly string[];
  readonly isDeletedFirst: boolean;
  readonly differences: ReadonlyMap<string, PropertyDifference>;
}

/** The calls that plan, in previews and before every change: offline, and pure. */
export function planning<Inputs extends object, State extends Inputs>(
  { lifecycle, bags, named, marksOf, unknownOutputs, isDeletedFirst }: Kind<Inputs, State>,
  session: Session,
) {
  return {
    async check({ urn, olds, news }: { urn: string; olds: Bag; news: Bag }) {
      const given = named(urn, bags.readInputs(news).properties);
      const before = Object.keys(olds).length > 0 ? bags.readInputs(olds).properties : undefined;
      try {
        const { inputs, failures } = await session.checking(urn, before, (offline) =>
          lifecycle.check(before, given, offline),
        );
        return {
          inputs: bags.writeInputs(inputs),
          // The path stands in the reason: with a property the CLI would print its value.
          failures: failures.map(({ message }) => ({ property: "", reason: message })),
        };
      } catch (error) {
        return { inputs: news, failures: [{ property: "", reason: asCoded(error).message }] };
      }
    },

    async diff(call: {
      id: string;
      urn: string;
      olds: Bag;
      oldInputs: Bag;
      news: Bag;
      ignoreChanges: readonly string[];
    }): Promise<Difference | "same"> {
      const { id, urn, ignoreChanges } = call;
      const { properties: recorded } = bags.read(call.olds);
      const { properties: before } = bags.readInputs(call.oldInputs);
      const { properties: news } = bags.readInputs(call.news);
      try {
        return await session.diffing(urn, (offline) => {
          const state = bags.state(recorded, urn);
          const inputs = ignoring(news, state as Properties, ignoreChanges);
          const difference = lifecycle.diff(id, state, inputs as never, offline);
          if (difference.kind === "same") return "same";
          const ignored = ignoredWhole(ignoreChanges);
          const replaces = difference.replaces.filter((name) => !ignored.includes(name));
          if (difference.kind === "drifted" && replaces.length === 0) return "same";
          return {
            replaces,
            isDeletedFirst:
              replaces.length > 0 && (isDeletedFirst?.(offline.configuration) ?? false),
            differences: detailedDiff(before, inputs, replaces),
          };
        });
      } catch (error) {
        throw failure(error);
      }
    },

    /** What a create (without a state) or an update will come to. */
    async foresee(urn: string, news: Bag, olds: Bag | undefined) {
      const recorded = olds && bags.read(olds).properties;
      const { properties: inputs } = bags.readInputs(news);
      const { id, state: foreseen } = await session.foreseeing(urn, (offline) => {
        const state = recorded && bags.state(recorded, urn);
        return lifecycle.foresee(inputs as never, state, offline);
      });
      const known = { ...inputs, ...unknownOutputs, ...foreseen };
      return { id, properties: bags.writeState(known, marksOf(urn, inputs)) };
    },
  };
}

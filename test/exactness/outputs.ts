import { changesSomething } from "../../tools/quickstart/plan";
import type { Deployment } from "../engine/harness";
import type { RawPlan } from "./callsOf";
import type { Said } from "./telling";

/** How the engine writes a value that a preview does not know. Source: the SDK's rpc module. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What marks a secret in a state. Source: the same. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

interface Output extends Said {
  readonly name: string;
}

/** The outputs of this package's resources that change, as far as a plan knows their values. */
export const knownOutputs = ({ steps }: RawPlan): Output[] =>
  steps
    .filter((step) => changesSomething(step) && !step.op.startsWith("delete"))
    .filter(({ urn }) => urn.includes("commerce-services:"))
    .flatMap(({ urn, newState }) =>
      Object.entries(newState?.outputs ?? {}).map(([name, value]) => output(urn, name, value)),
    )
    .filter(({ text }) => !text.includes(UNKNOWN));

/** The same outputs, with the values that a run has recorded. */
export const recordedOutputs = (plan: RawPlan, { resources }: Deployment): Output[] =>
  knownOutputs(plan).map(({ urn, name }) => {
    const found = resources.find((one) => one.urn === urn && !one.delete);
    return output(urn, name, found?.outputs?.[name]);
  });

const output = (urn: string, name: string, value: unknown): Output => ({
  urn,
  name,
  text: `${urn} ${name} = ${JSON.stringify(withoutSecrets(value))}`,
});

/** A plan shows a secret as `[secret]`, a state as a ciphertext that differs each time. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return "[secret]";
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, item]) => [key, withoutSecrets(item)]));
}

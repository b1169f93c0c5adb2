import { heardInPreview, heardInRun, hearing } from "commerce-services-testkit/commerce/hearing";
import type { Said } from "./telling";

/** The resources' classes with an ear. JavaScript, for the program of the measure. */
export const heardClasses = `
${hearing}
const heard = (kind) => class extends classes[kind] {
  constructor(name, ...rest) {
    super(name, ...rest);
    hear(name, this, OUTPUTS[kind]);
  }
};
const ApiKeyPair = heard("ApiKeyPair");
const SaasProject = heard("SaasProject");
const DataSpace = heard("DataSpace");
`;

/** The outputs whose values a preview knew, and the same ones as the run has told them. */
export function outputsIn(dir: string): { readonly said: Said[]; readonly happened: Said[] } {
  const [foretold, happened] = [heardInPreview(dir), heardInRun(dir)];
  const names = Object.keys(foretold);
  return {
    said: names.map((name) => output(name, foretold[name])),
    happened: names.map((name) => output(name, happened[name])),
  };
}

const output = (name: string, value: unknown): Said => ({
  urn: "",
  text: `${name} = ${JSON.stringify(value)}`,
});

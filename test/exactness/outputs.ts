import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Said } from "./telling";

/** Where the program writes down what it is told of its resources' outputs: in previews, and in runs. */
const FORETOLD = "foretold.json";
const HAPPENED = "happened.json";

/** What a program was told: the values by resource and output, as far as they were known. */
type Told = Readonly<Record<string, unknown>>;

/**
 * The resources' classes with an ear: keys are left out, the private ones are secrets and the sealed
 * ones differ each time. JavaScript, for the program of the measure.
 */
export const heardClasses = `
const told = {};
const heard = (Class, names) => class extends Class {
  constructor(name, ...rest) {
    super(name, ...rest);
    const file = path.join(__dirname, pulumi.runtime.isDryRun() ? "${FORETOLD}" : "${HAPPENED}");
    // An apply runs for what is known, and in a preview for nothing else.
    for (const output of names.split(" ")) this[output].apply((value) => {
      told[name + " " + output] = value;
      fs.writeFileSync(file, JSON.stringify(told));
    });
  }
};
const ApiKeyPair = heard(classes.ApiKeyPair,
  "publicKey label fingerprint issuer merchantId projects status createdAt");
const SaasProject = heard(classes.SaasProject,
  "projectId name merchantId organizationName dataSpaces adopted");
const DataSpace = heard(classes.DataSpace,
  "dataSpaceId name type projectName merchantId services cloudId");
`;

/** The outputs whose values a preview knew, and the same ones as the run has told them. */
export function outputsIn(dir: string): { readonly said: Said[]; readonly happened: Said[] } {
  const foretold = taken(join(dir, FORETOLD));
  const happened = taken(join(dir, HAPPENED));
  const names = Object.keys(foretold);
  return {
    said: names.map((name) => output(name, foretold[name])),
    happened: names.map((name) => output(name, happened[name])),
  };
}

/** Read once: the next preview writes it anew. */
function taken(file: string): Told {
  if (!existsSync(file)) return {};
  const told = JSON.parse(readFileSync(file, "utf8")) as Told;
  rmSync(file);
  return told;
}

const output = (name: string, value: unknown): Said => ({
  urn: "",
  text: `${name} = ${JSON.stringify(value)}`,
});

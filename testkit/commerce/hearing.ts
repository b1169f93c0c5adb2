import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const FORETOLD = "foretold.json";
const HAPPENED = "happened.json";

/** What a program was told: the values by resource and output, as far as they were known. */
type Told = Readonly<Record<string, unknown>>;

/**
 * In a program: `hear(name, resource, outputs)` writes down what it is told of a resource's outputs,
 * previews and runs apart; `OUTPUTS` are those of each class. Keys are left out: the
 * private ones are secrets, and the sealed ones differ each time.
 */
export const hearing = `
const OUTPUTS = {
  ApiKeyPair: "publicKey label fingerprint issuer merchantId projects status createdAt",
  SaasProject: "projectId name merchantId organizationName dataSpaces adopted",
  DataSpace: "dataSpaceId name type projectName merchantId services cloudId",
};
const told = {};
const hear = (name, resource, outputs) => {
  const file = pulumi.runtime.isDryRun() ? "${FORETOLD}" : "${HAPPENED}";
  for (const output of outputs.split(" ")) {
    // An apply runs for what is known, and in a preview for nothing else.
    resource[output].apply((value) => {
      told[name + "." + output] = value;
      require("fs").writeFileSync(require("path").join(__dirname, file), JSON.stringify(told));
    });
  }
};
`;

export const heardInPreview = (dir: string): Told => taken(join(dir, FORETOLD));
export const heardInRun = (dir: string): Told => taken(join(dir, HAPPENED));

/** Read once: the next command writes it anew. Nothing, if the program was told nothing. */
function taken(file: string): Told {
  if (!existsSync(file)) return {};
  const told = JSON.parse(readFileSync(file, "utf8")) as Told;
  rmSync(file);
  return told;
}

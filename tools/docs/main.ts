import { readFileSync, writeFileSync } from "node:fs";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { catalogue } from "../../provider/errorCatalogue";
import { schemaText } from "../schema";
import { errorsPage } from "./errorsPage";
import { withExactness } from "./exactness";
import { proofPage } from "./proofPage";

/** `npm run docs`: writes every page and schema that follows from the sources and from what was measured. */
export async function main(): Promise<number> {
  process.chdir(checkoutRoot());
  writeFileSync("docs/errors.md", errorsPage(catalogue));
  const crashMatrix = readFileSync("docs/crash-matrix.md", "utf8");
  writeFileSync("docs/proof.md", proofPage("docs/proof", crashMatrix));
  writeFileSync("plugin/schema.json", schemaText(checkoutRoot()));
  for (const page of ["README.md", "docs/impact.md"])
    writeFileSync(page, withExactness(readFileSync(page, "utf8"), "docs/exactness"));
  return 0;
}

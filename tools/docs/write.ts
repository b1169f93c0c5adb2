import { readFileSync, writeFileSync } from "node:fs";
import { catalogue } from "../../provider/errorCatalogue";
import { schemaText } from "../schema";
import { errorsPage } from "./errorsPage";
import { withExactness } from "./exactness";
import { proofPage } from "./proofPage";

// `npm run docs`, from the root of the repository.
writeFileSync("docs/errors.md", errorsPage(catalogue));
writeFileSync(
  "docs/proof.md",
  proofPage("docs/proof", readFileSync("docs/crash-matrix.md", "utf8")),
);
writeFileSync("plugin/schema.json", schemaText(process.cwd()));
for (const page of ["README.md", "docs/impact.md"])
  writeFileSync(page, withExactness(readFileSync(page, "utf8"), "docs/exactness"));

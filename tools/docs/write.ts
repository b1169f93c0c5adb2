import { writeFileSync } from "node:fs";
import { catalogue } from "../../provider/errors/catalogue";
import { errorsPage } from "./errorsPage";

// `npm run docs`, from the root of the repository.
writeFileSync("docs/errors.md", errorsPage(catalogue));

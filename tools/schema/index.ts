import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type About, packageSchema } from "./packageSchema";
import { wordsIn } from "./words";

/** The text of `plugin/schema.json`, of the sources as they are. */
export function schemaText(root: string): string {
  const about = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as About;
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const modules = ["provider/index.ts", "provider/sdk/native/index.ts"].map((path) =>
    join(root, path),
  );
  const words = wordsIn(modules, options);
  return `${JSON.stringify(packageSchema(about, words), withoutEmptyLists, 2)}\n`;
}

/** As the engine itself writes a schema: nothing required is not said. */
const withoutEmptyLists = (_key: string, value: unknown) =>
  Array.isArray(value) && value.length === 0 ? undefined : value;

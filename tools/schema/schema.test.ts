import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseConfiguration } from "../../provider/config/configuration";
import { resources } from "../../provider/resources/table";
import { schemaText } from ".";
import { settings, settingTraits } from "./settings";

/** Any part of the schema. */
interface Part {
  readonly [key: string]: Part | Part[] | string | boolean | number;
}

const text = readFileSync("plugin/schema.json", "utf8");
const schema = JSON.parse(text) as Part;

/** Each part of the schema, with the keys that lead to it. */
function* partsOf(part: unknown, path: readonly string[] = []): Generator<[string[], Part]> {
  if (typeof part !== "object" || part === null) return;
  yield [[...path], part as Part];
  for (const [key, inner] of Object.entries(part)) yield* partsOf(inner, [...path, key]);
}

const parts = [...partsOf(schema)];
const secretsIn = (section: string) =>
  parts
    .filter(([path, { secret }]) => path[0] === section && secret === true)
    .map(([path]) => path.slice(1).join(" "));

it("is what the sources say: run `npm run docs` after a change", () => {
  expect(text).toBe(schemaText(process.cwd()));
});

it("describes every property, type and function in words", () => {
  const holders = ["variables", "inputProperties", "properties", "resources", "functions", "types"];
  const described = parts.filter(([path]) => holders.includes(path.at(-2) ?? ""));
  expect(described.length).toBeGreaterThan(100);
  const silent = described.filter(
    ([, { description }]) => !/^[A-Z`].*[.)]$/s.test(`${description}`),
  );
  expect(silent.map(([path]) => path.join(" "))).toEqual([]);
});

it("marks each secret, and nothing that must stay readable", () => {
  expect(secretsIn("config")).toEqual(["variables portalToken", "variables privateKey"]);
  expect(secretsIn("provider")).toEqual([
    "inputProperties portalToken",
    "inputProperties privateKey",
  ]);
  expect(secretsIn("types")).toEqual([
    "commerce-services:index:KeyPair properties privateKey",
    "commerce-services:index:SuppliedPair properties privateKey",
  ]);
  expect(secretsIn("resources")).toEqual([
    "commerce-services:index:ApiKeyPair properties privateKey",
  ]);
});

it("says which changes replace, as the lifecycles have it", () => {
  const replacing = parts
    .filter(([, { willReplaceOnChanges }]) => willReplaceOnChanges === true)
    .map(([path]) => `${path[1]?.split(":").at(-1)}.${path.at(-1)}`);
  expect(replacing).toEqual([
    "ApiKeyPair.environment",
    "ApiKeyPair.keepers",
    "ApiKeyPair.sealTo",
    "SaasProject.projectId",
    "DataSpace.projectId",
    "DataSpace.type",
    "DataSpace.dataSpaceId",
  ]);
});

it("names every resource and function by the token that the plugin answers to", () => {
  expect(Object.keys(schema.resources as Part)).toEqual(
    Object.keys(resources).map((name) => `commerce-services:index:${name}`),
  );
  expect(Object.keys(schema.functions as Part)).toEqual([
    "commerce-services:index:getProjects",
    "commerce-services:index:getDataSpaces",
  ]);
});

it("gives the settings that the provider knows, and the defaults that it has", () => {
  const parsed = (given: Readonly<Record<string, string>>) =>
    parseConfiguration({
      get: (key) => given[key],
      names: [...Object.keys(settings)],
      environment: {},
    });
  const defaults = Object.entries(settingTraits).flatMap(([key, traits]) =>
    traits.default === undefined ? [] : [[key, String(traits.default)] as const],
  );
  expect(defaults.length).toBe(6);
  expect(parsed(Object.fromEntries(defaults))).toEqual(parsed({}));
});

import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { NAMESPACE } from "../../provider/domain/namespace";
import type { ResourceName } from "../../provider/domain/urn";
import { onChange as apiKeyPair } from "../../provider/resources/apiKeyPair/lifecycle";
import { onChange as dataSpace } from "../../provider/resources/dataSpace/lifecycle";
import { type FunctionName, functions } from "../../provider/resources/functions/schema";
import { onChange as saasProject } from "../../provider/resources/saasProject/lifecycle";
import { resources } from "../../provider/resources/table";
import type { ProviderArgs } from "../../provider/sdk/native";
import { languages } from "./languages";
import { settings, settingTraits } from "./settings";
import { Shapes, type Traits } from "./shapes";
import type { PropertySpec, ResourceSpec } from "./spec";
import type { Words } from "./words";

/** What a change of each input costs, as the lifecycles have it. */
const costs: Readonly<Record<ResourceName, Readonly<Record<string, "update" | "replace">>>> = {
  ApiKeyPair: apiKeyPair,
  SaasProject: saasProject,
  DataSpace: dataSpace,
};

/** Inputs that the provider fills in where a program leaves them out. */
const filledIn: Readonly<Partial<Record<ResourceName, readonly string[]>>> = {
  ApiKeyPair: ["label"],
};

/** Outputs of a class that are put together from others, and are in no state. */
const composed: Readonly<Partial<Record<ResourceName, readonly string[]>>> = {
  ApiKeyPair: ["keyPair"],
};

/** What the package says of itself. */
export interface About {
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

/**
 * The package's schema: what the registry shows, and what SDKs for other languages are generated
 * from. Types follow from the zod schemas, words from the doc comments of the classes.
 */
export function packageSchema({ version, description, license }: About, words: Words): object {
  const shapes = new Shapes(words);
  const ofProvider = shapes.properties(
    settings,
    "ProviderArgs",
    ([name]) => settingTraits[name as keyof ProviderArgs] ?? {},
  );
  return {
    name: NAMESPACE,
    displayName: "Adobe Commerce Services",
    version,
    description,
    keywords: ["pulumi", "adobe-commerce", "magento", "category/infrastructure", "kind/native"],
    homepage: REPOSITORY,
    repository: REPOSITORY,
    license,
    publisher: "pulumi-commerce-services",
    config: { variables: mapValues(ofProvider.properties, asText) },
    provider: {
      description: words.of("Provider"),
      type: "object",
      inputProperties: ofProvider.properties,
    },
    resources: mapEntries(resources, (name) => resource(name, shapes)),
    functions: mapEntries(functions, (name) => calledFunction(name, shapes)),
    types: Object.fromEntries([...shapes.types].sort(([a], [b]) => a.localeCompare(b))),
    language: languages,
  };
}

const REPOSITORY = "https://github.com/pulumi-commerce-services/pulumi-commerce-services";

function resource(name: ResourceName, shapes: Shapes): ResourceSpec {
  const { inputs, state, secrets } = resources[name];
  const secret = secretsAt(secrets);
  const owner = `${name}Args`;
  const given = shapes.properties(inputs.shape, owner, (path) => ({
    ...secret(path),
    ...(path.length === 1 && inputTraits(name, path[0] ?? "", inputs.shape)),
  }));
  const shown = shapes.words.outputsOf(name).filter((output) => !composed[name]?.includes(output));
  const outputs = shapes.properties(state.shape, name, secret, shown);
  return {
    description: shapes.words.of(name),
    type: "object",
    ...outputs,
    inputProperties: given.properties,
    requiredInputs: given.required.filter((input) => !filledIn[name]?.includes(input)),
    stateInputs: {
      description: "What is known of a resource that is looked up by its id.",
      type: "object",
      properties: shapes.properties(inputs.shape, owner, secret).properties,
    },
  };
}

/** What holds of one input: what its change costs, and that a flag not given is false. */
function inputTraits(
  resource: ResourceName,
  name: string,
  shape: z.core.$ZodShape,
): ReturnType<Traits> {
  const schema = shape[name];
  const isFlag = schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodBoolean;
  return {
    ...(costs[resource][name] === "replace" && { willReplaceOnChanges: true }),
    ...(isFlag && { default: false }),
  };
}

/** Secrets by their path; in a type that is shared they are secret wherever it stands. */
function secretsAt(secrets: readonly (readonly string[])[]): Traits {
  return (path) =>
    secrets.some((secret) => isDeepStrictEqual(secret, path)) ? { secret: true } : {};
}

function calledFunction(name: FunctionName, shapes: Shapes) {
  const { args, result } = functions[name];
  const title = name.replace(/^g/, "G");
  const secret = secretsAt([["keyPair", "privateKey"]]);
  return {
    description: shapes.words.of(name),
    inputs: {
      description: shapes.words.of(`${title}Args`),
      type: "object",
      ...shapes.properties(args.shape, `${title}Args`, secret),
    },
    outputs: {
      description: shapes.words.of(`${title}Result`),
      type: "object",
      ...shapes.properties(result.shape, `${title}Result`, () => ({})),
    },
  };
}

/** Configuration is text. An enum there makes the Go generator write what does not compile. */
const asText = ({ $ref, ...spec }: PropertySpec): PropertySpec =>
  $ref === undefined ? spec : { ...spec, type: "string" };

const mapValues = <From, To>(
  table: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, to(value)]));

const mapEntries = <Name extends string, To>(
  table: Readonly<Record<Name, unknown>>,
  to: (name: Name) => To,
): Record<string, To> =>
  Object.fromEntries(
    (Object.keys(table) as Name[]).map((name) => [`${NAMESPACE}:index:${name}`, to(name)]),
  );

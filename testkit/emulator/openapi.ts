import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import type { Call, Reply } from "commerce-services-emulator";
import { parse } from "yaml";

/** The OpenAPI files as judges of calls and answers. */

interface Content {
  readonly [mediaType: string]: { readonly schema?: unknown };
}
interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content; readonly $ref?: string }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}

/** What is judged of a call. */
export type Asked = Pick<Call, "listener" | "method" | "path" | "query" | "body">;
/** What is judged of an answer. */
export type Answered = Pick<Reply, "status" | "body" | "contentType" | "outcome">;

/** One documented operation, ready to judge. */
export interface Documented {
  readonly method: string;
  /** With `:name` for parameters, as the routes have them. */
  readonly pattern: string;
  readonly operationId: string;
  readonly statuses: readonly string[];
  readonly judgeRequest: (call: Asked) => string | null;
  readonly judgeResponse: (reply: Answered) => string | null;
}

const FILES = ["registry.yaml", "portal.yaml", "admin.yaml"] as const;
type File = (typeof FILES)[number];

const METHODS = new Set(["get", "post", "put", "patch", "delete"]);

const documents = Object.fromEntries(
  FILES.map((file) => [
    file,
    parse(readFileSync(join(__dirname, "../../emulator/openapi", file), "utf8")) as Document,
  ]),
) as Record<File, Document>;

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const [file, document] of Object.entries(documents)) ajv.addSchema(document, file);

/** A schema by its place in a file: `schemaAt("admin.yaml", "/components/schemas/Fault")`. */
export const schemaAt = (file: File, pointer: string): ValidateFunction =>
  ajv.compile({ $ref: `${file}#${pointer}` });

export function documented(file: File): Documented[] {
  return Object.entries(documents[file].paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => {
        const at = `/paths/${escaped(path)}/${method}`;
        const judgeBody = bodyJudge(file, operation, at);
        const judgeQuery = queryJudge(file, operation, at);
        return {
          method: method.toUpperCase(),
          pattern: path.replace(/\{(\w+)\}/g, ":$1"),
          operationId: operation.operationId,
          statuses: Object.keys(operation.responses),
          judgeRequest: ({ body, query }) => judgeBody(body) ?? judgeQuery(query),
          judgeResponse: responseJudge(file, operation, at),
        };
      }),
  );
}

function bodyJudge(file: File, { requestBody }: Operation, at: string) {
  const validate = requestBody?.content["application/json"]?.schema
    ? schemaAt(file, `${at}/requestBody/content/application~1json/schema`)
    : null;
  return (body: Buffer): string | null => {
    if (body.length === 0) return requestBody?.required ? "the body is missing" : null;
    return validate ? verdict(validate, body.toString("utf8")) : null;
  };
}

function queryJudge(file: File, { parameters = [] }: Operation, at: string) {
  const known = new Map<string, ValidateFunction>();
  for (const [index, parameter] of parameters.entries())
    if (parameter.in === "query")
      known.set(parameter.name, schemaAt(file, `${at}/parameters/${index}/schema`));
  return (query: URLSearchParams): string | null => {
    for (const [name, value] of query) {
      const validate = known.get(name);
      if (!validate) return `the query ${name} is not documented`;
      if (!validate(value)) return `the query ${name} is not as documented`;
    }
    return null;
  };
}

function responseJudge(file: File, operation: Operation, at: string) {
  const judges = new Map<string, (reply: Answered) => string | null>();
  for (const [status, response] of Object.entries(operation.responses)) {
    const pointer = response.$ref ? response.$ref.slice(1) : `${at}/responses/${status}`;
    const { content } = find(documents[file], pointer) as typeof response;
    judges.set(
      status,
      contentJudge(content, (type) =>
        schemaAt(file, `${pointer}/content/${type.replaceAll("/", "~1")}/schema`),
      ),
    );
  }
  return (reply: Answered): string | null => {
    const judge = judges.get(String(reply.status));
    return judge ? judge(reply) : `status ${reply.status} is not documented`;
  };
}

function contentJudge(content: Content | undefined, compile: (type: string) => ValidateFunction) {
  if (!content)
    return ({ body }: Answered) => (body === "" ? null : "a body that is not documented");
  const judges = new Map(
    Object.entries(content).map(([type, { schema }]) => [type, schema ? compile(type) : null]),
  );
  return ({ body, contentType = "application/json" }: Answered): string | null => {
    const judge = judges.get(contentType.split(";", 1)[0] ?? "");
    if (judge === undefined) return `the content type ${contentType} is not documented`;
    return judge && verdict(judge, body);
  };
}

function verdict(validate: ValidateFunction, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (validate(value)) return null;
  // The place and the rule, never the value: an answer may hold a private key.
  return (validate.errors ?? [])
    .map((error) => `${error.instancePath} ${error.message}`)
    .join("; ");
}

const escaped = (path: string): string =>
  path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");

function find(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of pointer.slice(1).split("/")) {
    const name = decodeURIComponent(step.replaceAll("~1", "/").replaceAll("~0", "~"));
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

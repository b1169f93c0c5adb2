import { isProperties } from "../../domain/unknown";
import { getDataSpaces } from "../../resources/functions/getDataSpaces";
import { getProjects } from "../../resources/functions/getProjects";
import { type FunctionName, functions } from "../../resources/functions/schema";
import type { Online } from "../../resources/lifecycle";
import { parseKnown } from "../../resources/parse";
import { tokenUnknown } from "../errors";
import type { Operation } from "../operation";
import { fromWire, type PropertyMap, toWire } from "../state/wire";

/** What each function asks the account. One that has no work here does not compile. */
const work: { readonly [Name in FunctionName]: (args: never, online: Online) => Promise<object> } =
  {
    getProjects,
    getDataSpaces,
  };

type Answer =
  | { readonly result: PropertyMap }
  | { readonly failures: { readonly property: string; readonly reason: string }[] };

const PREFIX = "commerce-services:index:";

/** Answers a function by its token. Throws CS1110 for one that this package does not have. */
export async function invoke(
  token: string,
  args: PropertyMap,
  operation: Operation,
): Promise<Answer> {
  const name = token.slice(PREFIX.length);
  if (!token.startsWith(PREFIX) || !isFunction(name)) {
    throw tokenUnknown(
      token,
      Object.keys(functions).map((known) => PREFIX + known),
    );
  }
  const { inputs, failures } = parseKnown(functions[name].args, fromWire(args));
  if (failures.length > 0) {
    return {
      failures: failures.map(({ path = "", message }) => ({ property: path, reason: message })),
    };
  }
  const result = await operation.online(undefined, (online) => work[name](inputs as never, online));
  return { result: toWire(isProperties(result) ? result : {}, []) };
}

const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);

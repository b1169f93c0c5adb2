import { getOrMake } from "../getOrMake";

/** A route's pattern is a path whose segments may be `:name`, which match any one segment. */
export interface Route<Target> {
  readonly method: string;
  readonly pattern: string;
  readonly target: Target;
}

export type Match<Target> =
  | { readonly found: "route"; readonly target: Target; readonly params: Record<string, string> }
  /** The path exists, with other methods. */
  | { readonly found: "path"; readonly methods: readonly string[] }
  | { readonly found: "nothing" };

interface Node<Target> {
  readonly named: Map<string, Node<Target>>;
  any: Node<Target> | null;
  readonly targets: Map<string, { target: Target; names: readonly string[] }>;
}

const newNode = <Target>(): Node<Target> => ({ named: new Map(), any: null, targets: new Map() });

/**
 * Finds the target of a method and path. A tree of maps: a literal segment before a parameter,
 * and no object whose keys come from a request is indexed by them.
 *
 * Our own thirty lines rather than a framework: its loading alone takes as long as the whole
 * start of this emulator, and the faults need the bare socket.
 */
export function makeRouter<Target>(
  routes: readonly Route<Target>[],
): (method: string, path: string) => Match<Target> {
  const root = newNode<Target>();
  for (const { method, pattern, target } of routes) {
    let node = root;
    const names: string[] = [];
    for (const segment of pattern.slice(1).split("/")) {
      if (segment.startsWith(":")) {
        names.push(segment.slice(1));
        node.any ??= newNode();
        node = node.any;
      } else {
        node = getOrMake(node.named, segment, newNode<Target>);
      }
    }
    node.targets.set(method, { target, names });
  }
  return (method, path) => {
    const values: string[] = [];
    let node: Node<Target> = root;
    for (const segment of path.slice(1).split("/")) {
      const literal = node.named.get(segment);
      if (literal) node = literal;
      else if (node.any && segment !== "") {
        values.push(segment);
        node = node.any;
      } else return { found: "nothing" };
    }
    const entry = node.targets.get(method);
    if (!entry)
      return node.targets.size > 0
        ? { found: "path", methods: [...node.targets.keys()] }
        : { found: "nothing" };
    const params: Record<string, string> = {};
    entry.names.forEach((name, index) => {
      params[name] = values[index] ?? "";
    });
    return { found: "route", target: entry.target, params };
  };
}

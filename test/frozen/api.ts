import { relative } from "node:path";
import ts from "typescript";
import { type Entry, root, typesOf } from "./product";

/**
 * What an entry exports, as text: each name with its kind and the structure of its type. Types of
 * this package are written out, so that neither their internal names nor the files that declare
 * them appear; types of other packages stand by their names.
 */
export function apiOf(entry: Entry): string {
  const program = ts.createProgram([typesOf(entry)], {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(typesOf(entry));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} has no types: is the package built?`);
  const printer = new Printer(checker);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => printer.declaration(symbol))
    .sort()
    .join("\n");
}

/** Whether a symbol is declared by another package, or by the language itself. */
function isForeign(symbol: ts.Symbol | undefined): boolean {
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration) return false;
  const path = relative(root, declaration.getSourceFile().fileName);
  return path.startsWith("..") || path.split(/[\\/]/).includes("node_modules");
}

const INDENT = "  ";

/** Types of the language that make one object type of another: the outcome is what counts. */
const RESHAPING = /^(Partial|Required|Readonly|Pick|Omit)$/;

class Printer {
  /** The types being written out, outermost first: one that holds itself is named by its distance. */
  readonly #open: ts.Type[] = [];

  constructor(readonly checker: ts.TypeChecker) {}

  declaration(exported: ts.Symbol): string {
    const { checker } = this;
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const { name } = exported;
    const parts: string[] = [];
    if (symbol.flags & ts.SymbolFlags.Class) parts.push(this.#class(name, symbol));
    else if (symbol.flags & ts.SymbolFlags.Value) {
      const kind = symbol.flags & ts.SymbolFlags.Function ? "function" : "const";
      parts.push(`${kind} ${name}: ${this.#type(checker.getTypeOfSymbol(symbol))}\n`);
    }
    const kind = symbol.flags & ts.SymbolFlags.Interface ? "interface" : "type";
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      parts.push(`${kind} ${name}: ${this.#type(type)}\n`);
    }
    if (parts.length === 0) throw new Error(`an export of an unforeseen kind: ${name}`);
    return parts.join("");
  }

  #class(name: string, symbol: ts.Symbol): string {
    const { checker } = this;
    const instance = checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
    const statics = checker.getTypeOfSymbol(symbol);
    const lines = [
      ...statics
        .getConstructSignatures()
        .map((signature) => `constructor${this.#parameters(signature, INDENT)}`),
      ...this.#members(
        checker.getPropertiesOfType(statics).filter(({ name }) => name !== "prototype"),
        INDENT,
      ).map((line) => `static ${line}`),
      ...this.#members(checker.getPropertiesOfType(instance), INDENT),
    ];
    return `class ${name}${this.#parents(instance)}\n${lines.map((line) => INDENT + line).join("\n")}\n`;
  }

  /** The first ancestor of another package: whether one of ours stands between is no one's concern. */
  #parents(type: ts.InterfaceType): string {
    for (const base of this.checker.getBaseTypes(type)) {
      if (isForeign(base.symbol)) return ` extends ${this.#named(base, "")}`;
      const further = this.#parents(base as ts.InterfaceType);
      if (further !== "") return further;
    }
    return "";
  }

  #named(type: ts.Type, indent: string): string {
    const symbol = type.aliasSymbol ?? type.symbol;
    const given = type.aliasSymbol
      ? (type.aliasTypeArguments ?? [])
      : this.checker.getTypeArguments(type as ts.TypeReference);
    // A class passes itself as the last, hidden argument.
    const args = given.filter((one) => one !== type && !isThis(one));
    const text = args.map((one) => this.#type(one, indent)).join(", ");
    return `${symbol.name}${text === "" ? "" : `<${text}>`}`;
  }

  #type(type: ts.Type, indent = ""): string {
    const { checker } = this;
    const { aliasSymbol } = type;
    if (isForeign(aliasSymbol) && !RESHAPING.test(aliasSymbol?.name ?? ""))
      return this.#named(type, indent);
    if (type.flags & ts.TypeFlags.TypeParameter) return type.symbol.name;
    if (type.isUnion()) return this.#joined(type.types, " | ", indent);
    if (type.isIntersection() && type.types.every(isPlainObject))
      return this.#structure(type, indent);
    if (type.isIntersection()) return this.#joined(type.types, " & ", indent);
    if (!(type.flags & ts.TypeFlags.Object)) return this.#simple(type);
    if (checker.isTupleType(type) || checker.isArrayType(type)) return this.#list(type, indent);
    if (isForeign(type.symbol) && !isLiteral(type) && !isForeign(aliasSymbol))
      return this.#named(type, indent);
    return this.#structure(type, indent);
  }

  /** Sorted: the compiler orders a union by where it met its members first. */
  #joined(types: readonly ts.Type[], by: string, indent: string): string {
    const members = types.map((one) => {
      const text = this.#type(one, indent);
      return text.includes("=>") || text.includes(" | ") ? `(${text})` : text;
    });
    const unique = new Set(members);
    if (unique.has("true") && unique.delete("false")) {
      unique.delete("true");
      unique.add("boolean");
    }
    return [...unique].sort().join(by);
  }

  /** Literals, primitives, and what is settled only when a generic is used. */
  #simple(type: ts.Type): string {
    return this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  #list(type: ts.Type, indent: string): string {
    const { checker } = this;
    const args = checker.getTypeArguments(type as ts.TypeReference);
    const items = args.map((one) => this.#type(one, indent));
    if (checker.isTupleType(type)) {
      const { target } = type as ts.TupleTypeReference;
      return `${target.readonly ? "readonly " : ""}[${items.join(", ")}]`;
    }
    const name = type.symbol.name === "ReadonlyArray" ? "readonly " : "";
    const [item = "never"] = items;
    return `${name}${/^\w+$/.test(item) ? item : `(${item})`}[]`;
  }

  #structure(type: ts.Type, indent: string): string {
    const { checker } = this;
    const distance = [...this.#open].reverse().indexOf(type);
    if (distance >= 0) return `<itself, ${distance + 1} up>`;
    this.#open.push(type);
    try {
      const inner = indent + INDENT;
      const calls = type.getCallSignatures();
      const parts = type.isIntersection() ? type.types : [type];
      const properties = parts.flatMap((part) => checker.getPropertiesOfType(part));
      const [only] = calls;
      if (only && calls.length === 1 && properties.length === 0)
        return this.#signature(only, indent, true);
      const lines = [
        ...calls.map((call) => this.#signature(call, inner, false)),
        ...type.getConstructSignatures().map((call) => `new${this.#signature(call, inner, false)}`),
        ...checker
          .getIndexInfosOfType(type)
          .map(
            (info) =>
              `${info.isReadonly ? "readonly " : ""}[${this.#type(info.keyType)}]: ${this.#type(info.type, inner)}`,
          ),
        ...this.#members(properties, inner),
      ];
      if (lines.length === 0) return "{}";
      return `{\n${lines.map((line) => inner + line).join("\n")}\n${indent}}`;
    } finally {
      this.#open.pop();
    }
  }

  /**
   * Public properties by name; those inherited from another package are that package's. One that
   * several parts of an intersection declare is told once.
   */
  #members(properties: readonly ts.Symbol[], indent: string): string[] {
    const byName = new Map<string, ts.Symbol[]>();
    for (const property of properties) {
      if (isForeign(property) || isHidden(property)) continue;
      byName.set(property.name, [...(byName.get(property.name) ?? []), property]);
    }
    return [...byName]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, declared]) => {
        const readonly = declared.every(isReadonly) ? "readonly " : "";
        const mark = declared.every(isOptional) ? "?" : "";
        const types = declared.map((one) => this.#type(this.checker.getTypeOfSymbol(one), indent));
        const text = [...new Set(types)].sort().join(" & ");
        return `${readonly}${name}${mark}: ${text}`;
      });
  }

  #signature(signature: ts.Signature, indent: string, isArrow: boolean): string {
    const generics = (signature.typeParameters ?? []).map((parameter) => {
      const constraint = parameter.getConstraint();
      return `${parameter.symbol.name}${constraint ? ` extends ${this.#type(constraint, indent)}` : ""}`;
    });
    const head = generics.length > 0 ? `<${generics.join(", ")}>` : "";
    const result = this.#type(signature.getReturnType(), indent);
    return `${head}${this.#parameters(signature, indent)}${isArrow ? " => " : ": "}${result}`;
  }

  /** By place: their names are nobody's concern, and change with internal renames. */
  #parameters({ parameters }: ts.Signature, indent: string): string {
    const { checker } = this;
    const texts = parameters.map((parameter) => {
      const declaration = parameter.valueDeclaration;
      const declared = declaration && ts.isParameter(declaration) ? declaration : undefined;
      const rest = declared?.dotDotDotToken ? "..." : "";
      const mark = declared && checker.isOptionalParameter(declared) ? "?" : "";
      return `${rest}${mark}${this.#type(checker.getTypeOfSymbol(parameter), indent)}`;
    });
    return `(${texts.join(", ")})`;
  }
}

/** An object that is its properties and nothing else, so that several can be told as one. */
const isPlainObject = (type: ts.Type) =>
  (type.flags & ts.TypeFlags.Object) !== 0 &&
  type.getCallSignatures().length === 0 &&
  (!isForeign(type.symbol) || RESHAPING.test(type.aliasSymbol?.name ?? ""));

const isThis = (type: ts.Type) => "isThisType" in type && type.isThisType === true;

/** A type literal has no name, wherever it was written. */
const isLiteral = ({ symbol }: ts.Type) =>
  (symbol.flags & (ts.SymbolFlags.TypeLiteral | ts.SymbolFlags.ObjectLiteral)) !== 0;

const modifiersOf = (symbol: ts.Symbol) =>
  (symbol.declarations ?? []).reduce(
    (flags, declaration) => flags | ts.getCombinedModifierFlags(declaration),
    ts.ModifierFlags.None,
  );

const isHidden = (symbol: ts.Symbol) =>
  symbol.name.startsWith("__#") ||
  (modifiersOf(symbol) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;

const isOptional = ({ flags }: ts.Symbol) => (flags & ts.SymbolFlags.Optional) !== 0;

/** Also where a mapped type made it so, which no declaration shows. */
function isReadonly(symbol: ts.Symbol): boolean {
  if (modifiersOf(symbol) & ts.ModifierFlags.Readonly) return true;
  const isAccessor = (symbol.flags & ts.SymbolFlags.GetAccessor) !== 0;
  return isAccessor && (symbol.flags & ts.SymbolFlags.SetAccessor) === 0;
}

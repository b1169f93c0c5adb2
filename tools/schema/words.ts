import ts from "typescript";

/** What the sources say of a property: the words that people read in their editors. */
export interface Words {
  /** Of an exported class, interface or function itself. */
  of(name: string): string;
  /** Of a property of it, or further down. Throws where nobody has described it. */
  ofProperty(name: string, path: readonly string[]): string;
  /** The outputs of a class, by name: all that it has of its own, not those of any resource. */
  outputsOf(className: string): string[];
}

/** Reads the doc comments of everything that these modules export; a name's first export counts. */
export function wordsIn(modules: readonly string[], options: ts.CompilerOptions): Words {
  const program = ts.createProgram([...modules], options);
  const checker = program.getTypeChecker();
  const exported = modules.flatMap((module) => {
    const source = program.getSourceFile(module);
    const exports = source && checker.getSymbolAtLocation(source);
    if (!exports) throw new Error(`${module} exports nothing`);
    return checker.getExportsOfModule(exports);
  });

  const named = (name: string): ts.Symbol => {
    const symbol = exported.find((one) => one.name === name);
    if (!symbol) throw new Error(`none of ${modules.join(", ")} exports ${name}`);
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  };
  const typeNamed = (name: string) => checker.getDeclaredTypeOfSymbol(named(name));
  const docsOf = (symbol: ts.Symbol, what: string): string => {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    if (text === "") throw new Error(`nobody has described ${what}: give it a doc comment`);
    // A link leads nowhere in another language's documentation.
    return text.replace(/\{@link (\w+)\}/g, "`$1`").trim();
  };

  return {
    of: (name) => docsOf(named(name), name),
    ofProperty(name, path) {
      let type = typeNamed(name);
      let property: ts.Symbol | undefined;
      for (const key of path) {
        property = checker.getPropertyOfType(plain(type, checker), key);
        if (!property) throw new Error(`${name} has no ${path.join(".")}`);
        type = checker.getTypeOfSymbol(property);
      }
      if (!property) throw new Error("no path");
      return docsOf(property, `${name}.${path.join(".")}`);
    },
    outputsOf(className) {
      const ownFile = (symbol: ts.Symbol) =>
        symbol.declarations?.some((one) => !one.getSourceFile().fileName.includes("node_modules"));
      return checker
        .getPropertiesOfType(typeNamed(className))
        .filter(ownFile)
        .map((symbol) => symbol.name);
    },
  };
}

/** The value that an `Input`, an `Output`, an optional one or a list of it holds. */
function plain(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  if (type.isUnion()) {
    const empty = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
    const parts = type.types.filter((part) => !(part.flags & empty));
    const value = parts.find((part) => !isWrapper(part)) ?? parts.find(isWrapper);
    return value ? plain(value, checker) : type;
  }
  const output = type.isIntersection() ? type.types.find(isWrapper) : type;
  if (output && (isWrapper(output) || checker.isArrayType(output))) {
    const [held] = checker.getTypeArguments(output as ts.TypeReference);
    return held ? plain(held, checker) : type;
  }
  return type;
}

const isWrapper = (type: ts.Type): boolean =>
  ["Promise", "OutputInstance"].includes(type.symbol?.name) ||
  (type.isIntersection() && type.types.some(isWrapper));

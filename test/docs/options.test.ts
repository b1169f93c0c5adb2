import { resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** What a program may import: its options are for users to set. */
const ENTRIES = ["index.ts", "sdk/native/index.ts", "impact/index.ts"];

/** One that nothing sets, beside those that are set by name, by a spread and by an argument. */
const PROOF = `
  interface ProofOptions { named?: number; spread?: number; handed?: number; forgotten?: number }
  const call = (options: ProofOptions) => options;
  const rest = { spread: 1 };
  const whole = { handed: 1 };
  export const calls = [call({ named: 1, ...rest }), call(whole)];
  export const again = (options: ProofOptions) => call({ ...options });
`;

it("finds a caller in production for every option of the provider, and none for a forgotten one", () => {
  expect(optionsNobodySets(readProvider(PROOF))).toEqual(["ProofOptions.forgotten"]);
}, 120_000);

/** All of provider/, and one file more. */
function readProvider(more: string): ts.Program {
  const { config } = ts.readConfigFile("tsconfig.build.json", ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    { ...config, exclude: [] },
    ts.sys,
    ".",
  );
  const file = resolve("provider/more.ts");
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => (name === file ? more : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  return ts.createProgram([...fileNames, file], options, host);
}

/** Optional members of interfaces called `…Options` that no expression in provider/ gives a value. */
function optionsNobodySets(program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const ours = program.getSourceFiles().filter(({ fileName }) => /\/provider\//.test(fileName));
  const isPublic = publicDeclarations(program);
  const options = new Map<ts.Node, string>();
  const set = new Set<ts.Node>();

  /** The members of a type, or of each type of a union, by this name. */
  const membersOf = (type: ts.Type, name: string): ts.Node[] =>
    (type.isUnion() ? type.types : [type]).flatMap(
      (one) => checker.getPropertyOfType(one, name)?.declarations ?? [],
    );
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && /Options$/.test(node.name.text) && !isPublic.has(node)) {
      for (const member of node.members) {
        if (member.questionToken)
          options.set(member, `${node.name.text}.${member.name?.getText()}`);
      }
    }
    if (ts.isExpression(node)) {
      const wanted = checker.getContextualType(node);
      if (wanted) settersIn(node, wanted);
    }
    ts.forEachChild(node, visit);
  };
  /** Marks the members of the wanted type that this expression has by itself. */
  const settersIn = (node: ts.Expression, wanted: ts.Type): void => {
    const given = ts.isObjectLiteralExpression(node)
      ? node.properties.flatMap((property) =>
          ts.isSpreadAssignment(property)
            ? checker.getTypeAtLocation(property.expression).getProperties()
            : (checker.getSymbolAtLocation(property.name) ?? []),
        )
      : checker.getTypeAtLocation(node).getProperties();
    for (const { name, declarations = [] } of given) {
      for (const member of membersOf(wanted, name)) {
        // The option itself, handed on: nobody has set it by that.
        if (!declarations.includes(member as ts.Declaration)) set.add(member);
      }
    }
  };
  for (const file of ours) visit(file);
  return [...options].filter(([member]) => !set.has(member)).map(([, name]) => name);
}

function publicDeclarations(program: ts.Program): ReadonlySet<ts.Node> {
  const checker = program.getTypeChecker();
  const exported = ENTRIES.flatMap((entry) => {
    const file = program.getSourceFile(resolve("provider", entry));
    const module = file && checker.getSymbolAtLocation(file);
    return module ? checker.getExportsOfModule(module) : [];
  });
  return new Set(
    exported.flatMap((symbol) => {
      const target =
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return target.declarations ?? [];
    }),
  );
}

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A code block under an `@example` tag. */
export interface Example {
  /** A file name beside the source, where no file lies: relative imports resolve as they would there. */
  readonly file: string;
  /** `path:line` of the comment, for people. */
  readonly at: string;
  readonly code: string;
}

/** Every example in the doc comments of a source file. */
export function examplesIn(path: string): Example[] {
  const text = readFileSync(path, "utf8");
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)];
  return comments.flatMap((comment) => {
    const at = `${path}:${text.slice(0, comment.index).split("\n").length}`;
    return blocksOf(comment[0]).map((code, nth) => ({
      file: join(dirname(path), `__example_${comment.index}_${nth}.ts`),
      at,
      code,
    }));
  });
}

/** The fenced blocks that follow an `@example`, up to the next tag, without the comment's margin. */
function blocksOf(comment: string): string[] {
  const body = comment.replace(/^[ \t]*\* ?/gm, "");
  const examples = body.split(/^@(?=[a-z])/m).filter((section) => section.startsWith("example"));
  return examples.flatMap((section) =>
    [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? ""),
  );
}

/**
 * Type-checks the examples against the sources, the package being found under its own name, and
 * tells what does not compile, as `path:line: message`.
 */
export function faultsOf(examples: readonly Example[], root: string): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  // An example may declare a thing to show how it is made.
  const compilerOptions = { ...config.compilerOptions, noUnusedLocals: false };
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, compilerOptions, include: undefined, files: [] },
    ts.sys,
    root,
  );
  const texts = new Map(examples.map((example) => [join(root, example.file), example]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const example = texts.get(path);
    return example
      ? ts.createSourceFile(path, example.code, target)
      : getSourceFile(path, target, ...rest);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts].flatMap(([path, { at }]) =>
    [
      ...program.getSyntacticDiagnostics(program.getSourceFile(path)),
      ...program.getSemanticDiagnostics(program.getSourceFile(path)),
    ].map(({ messageText }) => `${at}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
  );
}

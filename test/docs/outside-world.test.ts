import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/**
 * Clock, randomness, environment and timers are handed in (provider/domain/clock.ts): a test then turns
 * the clock itself, and no lifecycle depends on where it runs. Nor do the emulator's rules, which are functions.
 */
const TOUCHES_THE_REAL_ONES = [
  "provider/pulumi/process.ts",
  "provider/cli/nodeIo.ts",
  // A turn of the loop, which is no time: sockets have no virtual clock.
  "provider/http/exchange.ts",
  // Of a program: the SDK keeps there which configuration values are secret, and has no call for it.
  "provider/sdk/plainSecrets.ts",
  // Called by programs, where nobody hands a clock in: the present is its argument's default.
  "provider/sdk/apiKeyRing/generationFor.ts",
];

const GLOBALS = new Set(["setTimeout", "setInterval", "setImmediate", "performance"]);
const MEMBERS = new Set(["Date.now", "Math.random", "process.env", "process.hrtime"]);
const MODULES = /^(node:)?(timers|perf_hooks)(\/|$)/;

/** What a source takes from the outside world without having been given it. */
function takenBy(source: string): string[] {
  const taken: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && MEMBERS.has(node.getText())) {
      taken.push(node.getText());
    }
    if (ts.isIdentifier(node) && GLOBALS.has(node.text) && isAReference(node)) {
      taken.push(node.text);
    }
    // A date of a given instant is arithmetic; a date of nothing reads the clock.
    const isDate = (callee: ts.Node) => ts.isIdentifier(callee) && callee.text === "Date";
    if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) {
      taken.push("new Date()");
    }
    if (ts.isCallExpression(node) && isDate(node.expression)) taken.push("Date()");
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (MODULES.test(node.moduleSpecifier.text)) taken.push(node.moduleSpecifier.text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
  return taken;
}

/** Not the name of somebody's own member, as in `clock.setTimeout` or `{ setTimeout() {} }`. */
function isAReference({ parent, ...node }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.pos === node.pos;
  return ![ts.isMethodDeclaration, ts.isMethodSignature, ts.isImportSpecifier].some((is) =>
    is(parent),
  );
}

const sources = ["provider", "emulator/src/rules"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path)),
);

describe("the outside world", () => {
  it("is touched by a few files of the provider, and handed to all others", () => {
    const offenders = sources
      .filter((path) => !TOUCHES_THE_REAL_ONES.includes(path))
      .flatMap((path) => takenBy(readFileSync(path, "utf8")).map((what) => `${path}: ${what}`));
    expect(offenders).toEqual([]);
  });

  it.each([
    ["Date.now()", ["Date.now"]],
    ["new Date()", ["new Date()"]],
    ["new Date", ["new Date()"]],
    ["Date()", ["Date()"]],
    ["const wait = setTimeout;", ["setTimeout"]],
    ["globalThis.queue(() => setInterval(tick, 5))", ["setInterval"]],
    ["performance.now()", ["performance"]],
    ["const { HOME } = process.env", ["process.env"]],
    ["1000 * Math.random()", ["Math.random"]],
    ['import { setTimeout as sleep } from "node:timers/promises";', ["node:timers/promises"]],
    ["new Date(0); Date.parse(text); clock.setTimeout(1); clock.now()", []],
    ["// Date.now() is not called here", []],
  ])("is seen in `%s`", (source, taken) => {
    expect(takenBy(source).filter((one, at, all) => all.indexOf(one) === at)).toEqual(taken);
  });
});

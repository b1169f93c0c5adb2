import ts from "typescript";
import { expect, it } from "vitest";
import { listing } from "../../../provider/cli/account/askWith";
import { importDocument } from "../../../provider/cli/adopt/importDocument";
import { programText } from "../../../provider/cli/adopt/programText";
import { resourcesIn } from "../../../provider/cli/adopt/resourcesIn";
import { hiddenIn } from "../domain/unicode";
import { row } from "../resources/rows";

const shop = [
  row("p1", "e1", "Production", "Live", { projectName: "Shop" }),
  row("p1", "e2", "Testing", "Testing 1", { projectName: "Shop" }),
];
const namesIn = (rows: Parameters<typeof resourcesIn>[0]) =>
  resourcesIn(rows).map(({ name, spaces }) => [name, ...spaces.map((space) => space.name)]);

it("names each resource after what it stands for, and no two alike", () => {
  expect(namesIn(shop)).toEqual([["shop", "shop-live", "shop-testing-1"]]);
  const live = (projectName: string, environmentName = "Live") =>
    row("p2", "e3", "Production", environmentName, { projectName });
  expect(namesIn([...shop, live("shop!")])[1]).toEqual(["shop-2", "shop-2-live"]);
  expect(namesIn([live("店", "生产")])).toEqual([["project", "project-space"]]);
  expect(namesIn([live("24 Café")])).toEqual([["p-24-cafe", "p-24-cafe-live"]]);
});

it("writes a program that compiles, whatever the account's names hold", () => {
  const projectName = 'A "b" */ `c`\n';
  const text = programText(resourcesIn([row("'", "e1", "Production", "\\", { projectName })]));
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  expect(text).toContain('name: "A \\"b\\" */ `c`\\n"');
});

it("declares the same in program and document, and puts no key into either", () => {
  const found = resourcesIn(shop);
  const { resources } = importDocument(found);
  expect(resources.map(({ name, id }) => [name, id])).toEqual([
    ["shop", "p1"],
    ["shop-live", "e1"],
    ["shop-testing-1", "e2"],
  ]);
  for (const { name } of resources) expect(programText(found)).toContain(`("${name}", {`);
  expect(JSON.stringify(resources)).not.toMatch(/keyPair|privateKey/);
});

it("writes and lists no name that means another thing than it shows", () => {
  const projectName = "shop\u{e0041}\u202e";
  const rows = [
    row("p1", "e1", "Production", "Li\u00adve\u001b[2J", { projectName, mageId: "M\u200b1" }),
  ];
  const text = programText(resourcesIn(rows));
  expect(hiddenIn(text, [0x0a])).toEqual([]);
  expect(text).toContain(String.raw`name: "shop\u{e0041}\u{202e}"`);
  const list = listing(rows);
  expect(hiddenIn(list, [0x0a])).toEqual([]);
  expect(list).toContain("Merchant M 1\n  shop  p1\n    Production  Li ve  e1\n");
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkoutRoot } from "../../../tools/checkout";
import { mutations } from "../../../tools/mutants/declared";
import { sampleOf } from "../../../tools/mutants/digest";
import { run } from "../../../tools/mutants/run";

const SAMPLE = 8;

it(`kills ${SAMPLE} of the declared mutations, as the record says of all of them`, {
  timeout: 900_000,
}, async () => {
  const root = checkoutRoot();
  const sample = sampleOf(mutations, SAMPLE, (file) => readFileSync(join(root, file), "utf8"));
  const fates: string[] = [];
  const { red } = await run(root, sample, ({ guard }, fate) => fates.push(`${fate}: ${guard}`));
  expect(red).toEqual([]);
  expect(fates.filter((fate) => !fate.startsWith("killed: "))).toEqual([]);
  expect(fates).toHaveLength(SAMPLE);
});

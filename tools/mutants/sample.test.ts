import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { expect, it } from "vitest";
import { mutations } from "./declared";
import { sampleOf } from "./digest";
import { run } from "./run";

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

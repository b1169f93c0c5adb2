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
  const verdicts: string[] = [];
  const { red } = await run(root, sample, ({ guard }, verdict) =>
    verdicts.push(`${verdict}: ${guard}`),
  );
  expect(red).toEqual([]);
  expect(verdicts.filter((verdict) => !verdict.startsWith("killed: "))).toEqual([]);
  expect(verdicts).toHaveLength(SAMPLE);
});

import { gateTask, regressions } from "commerce-services-bench/gate";
import { measure } from "commerce-services-bench/measure";
import { expect, it } from "vitest";

it("passes the gate through either provider", async () => {
  const findings = await measure(gateTask, new AbortController().signal, () => {});
  expect(regressions(findings)).toEqual([]);
  expect(findings.sizes.map(({ size }) => size)).toEqual(gateTask.sizes);
}, 1_800_000);

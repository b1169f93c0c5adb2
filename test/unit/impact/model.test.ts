import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { render, reportJsonSchema, reportSchema } from "../../../provider/impact";
import { plans, reportOf } from "./support";

describe("the report", () => {
  it.each(plans)("of %s is what its schema says, and nothing more", (plan) => {
    const report = reportOf(plan);
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it("has a published schema: `npx vitest run test/unit/impact -u` writes it anew", async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../../docs/impact.schema.json",
    );
  });

  it("takes the published schema's own word for it", () => {
    const published = JSON.parse(readFileSync("docs/impact.schema.json", "utf8"));
    const schema = z.fromJSONSchema(published);
    expect(schema.safeParse(reportOf("rotate")).success).toBe(true);
    expect(schema.safeParse({ ...reportOf("rotate"), risk: "dreadful" }).success).toBe(false);
  });
});

const sarifSchema = () => {
  const text = readFileSync("test/unit/impact/sarif-2.1.0.schema.json", "utf8");
  // zod takes a relative reference for a broken URL; the standard allows it here.
  return z.fromJSONSchema(JSON.parse(text.replaceAll('"uri-reference"', '"none"')));
};

describe("SARIF", () => {
  const schema = sarifSchema();
  it.each(plans)("of %s is valid by the standard's own schema", async (plan) => {
    const baseline = { accept: [{ rule: "unseen-users", until: "2026-12-31", reason: "asked" }] };
    const report = reportOf(plan, { complete: true, baseline, today: "2026-11-21" });
    expect(schema.safeParse(JSON.parse(await render(report, "sarif"))).error).toBeUndefined();
  });

  it("is refused by that schema when it is wrong", async () => {
    const text = await render(reportOf("rotate"), "sarif");
    for (const broken of [text.replace('"error"', '"bad"'), text.replace('"ruleId"', '"rule"')])
      expect(schema.safeParse(JSON.parse(broken)).success).toBe(false);
  });
});

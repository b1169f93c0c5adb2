import { describe, expect, it } from "vitest";
import { type Format, formats, render } from "../../../provider/impact";
import { reportOf } from "./support";

const endings: Record<Format, string> = {
  text: "txt",
  markdown: "md",
  json: "json",
  sarif: "sarif",
  junit: "junit.xml",
  html: "html",
  mermaid: "mmd",
  github: "summary.md",
};

/** To change them on purpose: `npx vitest run test/unit/impact -u`, and read the difference. */
describe.each(formats)("the report as %s", (format) => {
  it.each(["rotate", "other-project"])("of the plan %s is what it was", async (plan) => {
    await expect(await render(reportOf(plan), format)).toMatchFileSnapshot(
      `golden/${plan}.${endings[format]}`,
    );
  });
});

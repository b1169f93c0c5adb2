import { it } from "vitest";
import { text } from "./product";
import { expectRecorded } from "./recorded";

it("has the schema of the plugin that it had", () => {
  expectRecorded("plugin.schema.json", text("plugin/schema.json"));
});

it("has the schema of the report that it had", () => {
  expectRecorded("impact.schema.json", text("docs/impact.schema.json"));
});

it("has the errors and warnings that it had, wherever they are declared", () => {
  const lines = text("docs/errors.md").split("\n");
  const isPlace = (line: string) =>
    line.startsWith("Declared in ") || line.startsWith("<!-- Generated from ");
  expectRecorded("errors.md", lines.filter((line) => !isPlace(line)).join("\n"));
});

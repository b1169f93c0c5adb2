import { describe, expect, it } from "vitest";
import { dataSpaceInputs } from "../../../provider/resources/dataSpace/schema";
import { parseKnown } from "../../../provider/resources/parse";

const base = { projectId: "p1", type: "Testing" };
const failures = (inputs: object) =>
  parseKnown(dataSpaceInputs, { ...base, ...inputs }).failures.map(
    ({ code, path }) => `${code} ${path}`,
  );

describe("a name in a program", () => {
  it.each([
    ["a control", "a\u0007b"],
    ["a sentence in tag characters", "shop\u{e0068}\u{e0069}"],
    ["a soft hyphen", "Waren\u00adkorb"],
    ["a Mongolian vowel separator", "a\u180eb"],
    ["an interlinear annotation", "a\ufff9b"],
    ["a turned reading direction", "a\u202eb"],
    ["a filler alone", "\u3164"],
  ])("is refused with %s, wherever it stands", (_, name) => {
    expect(failures({ name })).toEqual(["CS1103 name"]);
    expect(failures({ store: { name, role: "staging" } })).toEqual(["CS1103 store.name"]);
  });

  it.each([
    ["in any script", "店 Größe"],
    ["with an emoji in colour", "\u2764\ufe0f shop"],
    ["in Persian", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
  ])("is taken %s", (_, name) => {
    expect(failures({ name, store: { name, role: "staging" } })).toEqual([]);
  });
});

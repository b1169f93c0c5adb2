import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describe as messageOf } from "../../provider/domain/errors";
import { catalogue } from "../../provider/errorCatalogue";
import { errorsPage } from "./errorsPage";

const page = errorsPage(catalogue);

/** Every file of the provider in which a code is declared, with the codes. */
const declaring = readdirSync("provider", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({
    file: file.replaceAll("\\", "/"),
    codes: [
      ...readFileSync(`provider/${file}`, "utf8").matchAll(
        /define(?:Error|Warning)\(\s*"([^"]*)"/g,
      ),
    ].map(([, code = ""]) => code),
  }))
  .filter(({ codes }) => codes.length > 0);

describe("the catalogue", () => {
  it("holds every file that declares a code: list a new one in errorCatalogue.ts", () => {
    const listed = new Set(catalogue.map(({ file }) => file));
    expect([...listed].sort()).toEqual(declaring.map(({ file }) => file).sort());
  });

  it("holds every code that is declared in those files", () => {
    const declared = declaring.flatMap(({ codes }) => codes);
    expect(catalogue.map(({ code }) => code)).toEqual(declared.sort());
  });

  it("gives no code twice", () => {
    const codes = catalogue.map(({ code }) => code);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });

  it("has well-formed codes, titles without a full stop, and sentences after them", () => {
    const malformed = catalogue.filter(
      ({ code, title, when }) =>
        !/^CS[1-9][0-9]{3}$/.test(code) ||
        !/^\S.*[^.\s]$/.test(title) ||
        !/^[A-Z`].*\.\)?$/s.test(when),
    );
    expect(malformed.map(({ code }) => code)).toEqual([]);
  });
});

describe("docs/errors.md", () => {
  it("is what the definitions say: run `npm run docs` after changing one", () => {
    expect(readFileSync("docs/errors.md", "utf8")).toBe(page);
  });

  it("has, just once, the anchor that each message links to", () => {
    // A heading's anchor on the pages of the repository's host: its text in lower case.
    const anchors = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading?.toLowerCase());
    const linked = catalogue.map(({ code }) => {
      const message = messageOf(code, { problem: "is wrong", fix: "Mend it." });
      return message.match(/\/docs\/errors\.md#(\S+)$/)?.[1];
    });
    expect(anchors).toEqual(linked);
  });
});

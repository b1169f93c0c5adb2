import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describe as messageOf } from "../../provider/errors/CommerceServicesError";
import { catalogue } from "../../provider/errors/catalogue";
import { errorsPage } from "../../tools/docs/errorsPage";

const NO_FAMILIES = ["CommerceServicesError.ts", "catalogue.ts", "define.ts"];
const page = errorsPage(catalogue);

describe("the catalogue", () => {
  it("holds every family that lies in provider/errors: list a new one in catalogue.ts", () => {
    const files = readdirSync("provider/errors").filter((file) => !NO_FAMILIES.includes(file));
    const listed = new Set(catalogue.map(({ family }) => `${family}.ts`));
    expect([...listed].sort()).toEqual(files.sort());
  });

  it("holds every code that is declared in those files", () => {
    const declared = readdirSync("provider/errors")
      .filter((file) => !NO_FAMILIES.includes(file))
      .flatMap((file) => [
        ...readFileSync(`provider/errors/${file}`, "utf8").matchAll(
          /define(?:Error|Warning)\(\s*"([^"]*)"/g,
        ),
      ])
      .map(([, code]) => code);
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

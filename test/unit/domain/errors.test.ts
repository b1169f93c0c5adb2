import { describe, expect, it } from "vitest";
import { CommerceServicesError, defineWarning } from "../../../provider/domain/errors";
import { hiddenIn } from "./unicode";

const JWT = "eyJ0eXAiOiJKV1QifQ.eyJleHAiOjF9.c2lnbmF0dXJl";
/** What a service, a person or a header may put into any part of a message. */
const hostile = `na\u{e0041}me \u001b[31m\u202e${JWT}`;

describe("a message", () => {
  const details = {
    path: hostile,
    problem: `na\u{e0041}mes ${hostile}:\n  li\u00adne`,
    fix: `Remove ${hostile}.`,
    requestId: `${hostile}\r\n${"f ".repeat(8_000)}`,
  };

  it.each([
    ["of an error", new CommerceServicesError("CS0001", details).message],
    ["of a warning", defineWarning("CS0001", { title: "t", when: "w" }, () => details)()],
  ])("%s hides nothing and holds no token, whoever worded its parts", (_, message) => {
    expect(hiddenIn(message, [0x0a])).toEqual([]);
    expect(message).not.toContain("eyJ");
    expect(message.split("\n")).toHaveLength(2);
    expect(message).toContain(":\n  line (request name [secret] f f");
    expect(message.length).toBeLessThan(500);
  });

  it("carries its parts in the same form, but for the path, which the engine looks up", () => {
    const { path, problem, fix, requestId } = new CommerceServicesError("CS0001", details);
    expect(hiddenIn(`${problem}${fix}${requestId}`, [0x0a])).toEqual([]);
    expect(requestId).toHaveLength(100);
    expect(path).toBe(hostile);
  });

  it("shows that something was hidden, and obeys nothing", () => {
    const problem = "is na\u{e0041}me\n\u001b[31mred";
    expect(new CommerceServicesError("CS0001", { problem, fix: "x" }).problem).toBe(
      "is na me\nred",
    );
  });

  it("is otherwise as it was worded", () => {
    const { message } = new CommerceServicesError("CS0001", {
      path: "name",
      problem: "is  two\n    lines",
      fix: "Mend it.",
    });
    expect(message).toMatch(/^CS0001: name is {2}two\n {4}lines\. Mend it\. See \S+#cs0001$/);
  });
});

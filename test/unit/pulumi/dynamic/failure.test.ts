import { expect, it } from "vitest";
import { InitializationFailed } from "../../../../provider/pulumi/adapter";
import { hostError } from "../../../../provider/pulumi/dynamic/provider";
import { inputMissing } from "../../../../provider/resources/errors";
import { PartialFailure } from "../../../../provider/resources/lifecycle";

const SECRET = "hunter2hunter2";

it.each<[string, unknown]>([
  ["a text", SECRET],
  ["nothing", undefined],
  ["null", null],
  ["a number", 7],
  ["an object", { message: SECRET, id: "x" }],
  ["somebody's error", new TypeError(SECRET)],
  ["an error with an id of its own", Object.assign(new Error(SECRET), { id: "x" })],
])("makes an Error of ours out of %s, and repeats none of it", (_what, thrown) => {
  const failed = hostError(thrown);
  expect(failed).toBeInstanceOf(Error);
  expect(failed.message).toMatch(/^CS9001: /);
  expect(`${failed.message}${failed.stack}${JSON.stringify(failed)}`).not.toContain(SECRET);
  expect(failed).not.toHaveProperty("id");
  expect(failed).not.toHaveProperty("cause");
});

it("passes our own error on by its text alone, without a stack for people to read", () => {
  const ours = inputMissing("label");
  const failed = hostError(ours);
  expect([failed.message, failed.stack]).toEqual([ours.message, ""]);
});

it("keeps what was made: id, properties, and at least one reason", () => {
  const reason = inputMissing("label");
  const cause = new PartialFailure("id-1", { a: 1 }, reason);
  const properties = { a: 1, __provider: "loader" };
  expect({
    ...hostError(new InitializationFailed("id-1", properties, {}, cause)),
  }).toMatchObject({
    id: "id-1",
    properties,
    reasons: [reason.message],
  });
});

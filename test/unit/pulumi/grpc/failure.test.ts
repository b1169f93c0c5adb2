import { failedOf } from "commerce-services-testkit/wire/connection";
import { expect, it } from "vitest";
import { callCancelled, outcomeUnknown, requestTimedOut } from "../../../../provider/http/errors";
import { InitializationFailed } from "../../../../provider/pulumi/adapter";
import { operationTimedOut } from "../../../../provider/pulumi/errors";
import { failure } from "../../../../provider/pulumi/grpc/failure";
import { rowLost } from "../../../../provider/resources/errors";
import { PartialFailure } from "../../../../provider/resources/lifecycle";

const where = { host: "gateway.example", configKey: "gatewayUrl", requestId: "r" };

it.each([
  ["a refusal is a clean failure", rowLost("id", "MAG005500000"), 9],
  ["a lost answer leaves open what happened", outcomeUnknown(where, requestTimedOut(where, 10)), 2],
  ["so does a fault of this package", new TypeError("x is undefined"), 13],
  ["a cancelled call", callCancelled(where), 1],
  ["one that took too long", operationTimedOut(5, undefined), 4],
])("tells by its code: %s", (_what, error, code) => {
  const { made, ...told } = failedOf(failure(error));
  expect([told.code, made]).toEqual([code, undefined]);
  expect(told.message).toMatch(/^CS\d{4}: /);
});

it("withholds the text of a fault, which might quote a secret", () => {
  expect(failure(new Error("geheim")).details).not.toContain("geheim");
});

it("carries what was made: id, properties, inputs and the reason", () => {
  const reason = callCancelled(where);
  const cause = new PartialFailure("id", { label: "a" }, reason);
  const properties = { label: "a", self: "urn" };
  const failed = failure(new InitializationFailed("id", properties, { label: "a" }, cause));
  expect(failedOf(failed)).toEqual({
    code: 2,
    message: reason.message,
    made: {
      id: "id",
      properties: { label: "a", self: "urn" },
      inputs: { label: "a" },
      reasons: [reason.message],
    },
  });
});

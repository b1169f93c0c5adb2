import { expect, it } from "vitest";
import { requireUnheld } from "../../../../provider/resources/apiKeyPair/holders";
import type { Online } from "../../../../provider/resources/lifecycle";
import type { Holder } from "../../../../provider/witness/witness";
import { startService } from "../service";

const ME = "urn:pulumi:dev::shop::commerce-services:index:ApiKeyPair::pair";
const OLD = "0123456789abcdef0123456789abcdef";

/** What is said of a pair that these hold; undefined when it may go. */
async function refusal(because: Holder["because"], isDeclared: boolean) {
  const service = await startService();
  const online: Online = service.online(ME);
  if (isDeclared) online.run.declared.add(ME);
  const stack = { ...online.stack, holders: async () => [{ urn: "urn::holder", because }] };
  return requireUnheld({ publicKey: OLD }, { ...online, stack }).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

it.each<[Holder["because"], string]>([
  [{ kind: "value" }, "urn::holder. Run up"],
  [{ kind: "unfinished" }, "urn::holder (whose last update did not finish)"],
  [{ kind: "unproven" }, "urn::holder (which takes its place, and is not proven to work)"],
  [{ kind: "reader", of: "Secret shop/keys" }, "(which was not restarted since Secret shop/keys"],
  [{ kind: "opaque", property: "mark" }, "(whose mark was made from it, and is not known"],
])("says how it is known that a resource holds the pair: %j", async (because, said) => {
  expect(await refusal(because, true)).toContain(`CS4004: ${OLD} is still held by`);
  expect(await refusal(because, true)).toContain(said);
});

it("lets a pair go together with its successor when no program declares them any more", async () => {
  expect(await refusal({ kind: "unproven" }, false)).toBeUndefined();
  expect(await refusal({ kind: "value" }, false)).toContain("CS4004");
});

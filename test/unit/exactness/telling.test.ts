import { expect, it } from "vitest";
import { propertiesOf } from "../../exactness/telling";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const update = { op: "update", urn: "urn:shop" };

it("takes a secret as one value, in a plan and in the events of a run", () => {
  const inPlan = propertiesOf({
    ...update,
    detailedDiff: { settings: { kind: "update" } },
    newState: { inputs: { settings: "[secret]" } },
  });
  const inRun = propertiesOf({
    ...update,
    detailedDiff: { "settings.KEY": { diffKind: "add" }, "settings.ID": { diffKind: "update" } },
    new: { inputs: { settings: SECRET } },
  });
  expect(inPlan).toEqual([{ urn: "urn:shop", text: "update urn:shop settings update" }]);
  expect(inRun).toEqual(inPlan);
});

it("tells of each property of a value that is no secret", () => {
  const told = propertiesOf({
    ...update,
    detailedDiff: { "store.name": { kind: "update" }, "store.cloudId": { kind: "add" } },
    replaceReasons: ["store"],
    newState: { inputs: { store: { name: "shop" } } },
  });
  expect(told.map(({ text }) => text)).toEqual([
    "update urn:shop store.name update, replaces",
    "update urn:shop store.cloudId add, replaces",
  ]);
});

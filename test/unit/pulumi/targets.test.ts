import { expect, it } from "vitest";
import { engineFlags } from "../../../provider/pulumi/engineCommand";
import { leftOutBy } from "../../../provider/pulumi/targets";

const urn = (name: string) => `urn:pulumi:dev::shop::acme:index:Store::${name}`;
const HOLDERS = [urn("a"), urn("b")];

it.each<[string, string[], string[] | undefined]>([
  ["nothing", ["up"], []],
  ["all but the target", ["up", "--target", urn("a")], [urn("b")]],
  ["all but the targets", ["up", "-t", urn("a"), `--target=${urn("b")}`], []],
  ["all but what is to be replaced", ["up", "--target-replace", urn("b")], [urn("a")]],
  ["nothing of a pattern", ["up", "-t", "**"], []],
  ["what a pattern does not reach", ["up", "-t", "*::Store::a"], HOLDERS],
  ["what a pattern does not name", ["up", "-t", "**:Store::a"], [urn("b")]],
  ["nothing, since dependants come along", ["up", "-t", urn("x"), "--target-dependents"], []],
  ["what is replaced beside everything else: nothing", ["up", "--replace", urn("a")], []],
  ["the excluded", ["up", "--exclude", urn("a")], [urn("a")]],
  [
    "the excluded, dependants or not",
    ["up", "--exclude", "**a", "--exclude-dependents"],
    [urn("a")],
  ],
  [
    "what depends on the excluded",
    ["up", "--exclude", urn("x"), "--exclude-dependents"],
    undefined,
  ],
  ["by what is no urn, everything", ["up", "-t", "a"], HOLDERS],
])("a command leaves out %s", (_what, args, expected) => {
  expect(leftOutBy(engineFlags(args, {}), HOLDERS)).toEqual(expected);
});

it("takes the target of the environment", () => {
  const flags = engineFlags(["up"], { PULUMI_OPTION_TARGET: urn("b") });
  expect(leftOutBy(flags, HOLDERS)).toEqual([urn("a")]);
});

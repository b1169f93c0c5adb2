import { expect, it } from "vitest";
import { announce } from "./announce";
import { keptText, planText, timelineText, verdictText } from "./report";
import { createFirst } from "./rotationPlan";

const announced = announce("exclusive", createFirst);

it("numbers the plan's steps and names the interruption by them", () => {
  expect(planText("exclusive", createFirst, announced)).toEqual([
    "   1  create-replacement ApiKeyPair production",
    "   2  update DataSpace live-data",
    "   3  update StoreSettings shop",
    "   4  update StoreSettings shop-staging",
    "   5  delete-replaced ApiKeyPair production",
    "",
    "Announced under the key policy exclusive:",
    "  shop: calls may be refused",
    "    from step 1 (create-replacement ApiKeyPair production)",
    "    to   step 3 (update StoreSettings shop)",
    "  shop-staging: calls may be refused",
    "    from step 1 (create-replacement ApiKeyPair production)",
    "    to   step 4 (update StoreSettings shop-staging)",
  ]);
  expect(planText("overlapping", createFirst, []).slice(-2)).toEqual([
    "Announced under the key policy overlapping:",
    "  no store's call is refused",
  ]);
});

it("shows when each step was, and what the stores met", () => {
  const { op, urn } = createFirst[0];
  const rows = [
    { step: undefined, accepted: 12, refused: 0, failed: 0 },
    { step: { op, urn, beganMs: 1000, endedMs: 1200 }, accepted: 3, refused: 4, failed: 0 },
  ];
  expect(timelineText(rows, announced)).toEqual([
    "    from ms    to ms   served  refused   failed  step",
    "          0                12        0        0  (before)",
    "       1000     1200        3        4        0  create-replacement ApiKeyPair production  refusals may begin",
  ]);
});

it("gives the verdict, with what speaks against it", () => {
  expect(verdictText([], [], [])).toEqual(["Verdict: as announced, 0 of 0 calls refused."]);
  const many = Array.from({ length: 12 }, (_, i) => `objection ${i}`);
  const text = verdictText([], announced, many);
  expect(text[0]).toBe("Verdict: the preview did NOT tell the truth.");
  expect(text.slice(-2)).toEqual(["  - objection 9", "  - and 2 more"]);
});

it("tells how to go on by hand, without the portal's token", () => {
  const emulator = {
    pid: 4711,
    gatewayUrl: "http://127.0.0.1:1/",
    sandboxGatewayUrl: "http://127.0.0.1:2/",
    portalUrl: "http://127.0.0.1:3/",
    portalToken: "the-token",
    stop: async () => {},
    letGo: () => {},
  };
  const folders = { state: "/s", project: "/it's here", home: "/h", backend: "/b", stores: "/t" };
  const env = { PULUMI_HOME: "/h", HOME: "/root", PULUMI_CONFIG_PASSPHRASE: "" };
  expect(keptText(emulator, env, "/engine", folders, "3").slice(4)).toEqual([
    "To go on by hand, in a shell of its own:",
    "  cd '/it'\\''s here'",
    "  export PATH='/engine':\"$PATH\"",
    "  export PULUMI_HOME='/h'",
    "  export PULUMI_CONFIG_PASSPHRASE=''",
    "  pulumi config set quickstart:rotation '3'",
    "  pulumi preview --diff",
    "  pulumi up",
    "To end it:",
    "  kill 4711",
  ]);
});

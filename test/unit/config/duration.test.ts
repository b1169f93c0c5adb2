import { expect, it } from "vitest";
import { duration } from "../../../provider/config/duration";

it.each([
  ["1ms", 1],
  ["500ms", 500],
  ["30s", 30_000],
  ["5m", 300_000],
  ["1h", 3_600_000],
  ["24h", 86_400_000],
  ["007s", 7_000],
])("reads %s as %d ms", (text, ms) => expect(duration.parse(text)).toBe(ms));

it.each(["", "s", "1", "1S", "1s ", "1sm", "0ms", "86400001ms", "9999999999999999h"])(
  "refuses %j",
  (text) => expect(duration.safeParse(text).success).toBe(false),
);

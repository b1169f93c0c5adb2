import { expect, it } from "vitest";
import { decodedText } from "../../../provider/domain/text";

const TEXT = '{"a":"ü€"}\r\n';
const little = Buffer.from(TEXT, "utf16le");
const big = Buffer.from(little).swap16();

it.each<[string, Buffer]>([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16, as PowerShell's > writes it", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ["UTF-16 with the other byte first", Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
  ["UTF-16 without a mark", little],
  ["UTF-16 without a mark, the other byte first", big],
])("reads a file in %s", (_what, bytes) => {
  expect(decodedText(bytes)).toBe(TEXT);
});

it("leaves an empty file empty, and drops half a letter", () => {
  expect(decodedText(Buffer.alloc(0))).toBe("");
  expect(decodedText(Buffer.concat([Buffer.from([0xff, 0xfe]), little.subarray(0, 3)]))).toBe("{");
});

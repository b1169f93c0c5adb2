import { expect, it } from "vitest";
import { readOptions, roundsFor } from "../../../tools/bench/options";
import { ways } from "../../../tools/bench/ways";

it("measures 10, 100 and 1,000 for the docs, within the promised time, unless told otherwise", () => {
  expect(readOptions([])).toMatchObject({
    quick: false,
    sizes: [10, 100, 1_000],
    minutes: 39,
    isContinued: false,
    output: expect.stringMatching(/docs$/),
    command: "npm run bench",
  });
});

it("measures what it compares closely more than once", () => {
  expect(Object.fromEntries(ways.map((way) => [way, roundsFor(way)]))).toEqual({
    ours: 2,
    plugin: 2,
    bare: 2,
    stock: 1,
    floor: 1,
  });
});

it("leaves the docs alone in its short form", () => {
  expect(readOptions(["--quick", "--continue", "--runs", "1"])).toMatchObject({
    quick: true,
    sizes: [10, 100],
    runs: 1,
    isContinued: true,
    output: expect.stringMatching(/\.bench$/),
    command: "npm run bench -- --quick --continue --runs 1",
  });
});

it("writes the page anew beside the data that it is given", () => {
  const { from, output } = readOptions(["--from", "docs/performance.json"]);
  expect([from, output]).toEqual([
    expect.stringMatching(/docs.performance\.json$/),
    expect.stringMatching(/docs$/),
  ]);
});

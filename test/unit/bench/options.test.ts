import { expect, it } from "vitest";
import { readOptions, roundsFor } from "../../../tools/bench/options";
import { ways } from "../../../tools/bench/ways";

it("measures 10, 100 and 1,000 for the docs, within the promised time, unless told otherwise", () => {
  expect(readOptions([])).toMatchObject({
    quick: false,
    sizes: [10, 100, 1_000],
    minutes: 38,
    isContinued: false,
    output: expect.stringMatching(/docs$/),
    command: "npm run bench",
  });
});

it("measures what it compares closely more than once", () => {
  const rounds = ways.map((way) => [way, ...[10, 100, 1_000].map((size) => roundsFor(size, way))]);
  expect(rounds).toEqual([
    ["ours", 3, 2, 2],
    ["plugin", 3, 2, 2],
    ["bare", 3, 2, 2],
    ["stock", 1, 1, 1],
    ["floor", 1, 1, 1],
  ]);
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

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SetUpOptions, setUpEngine } from ".";
import { fakeEngine, script, silent } from "./fakeEngine";
import type { Fill } from "./setUp";

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "set up "));
  target = join(root, "cache", "engine", "3.276.0-here");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const setUp = (options: SetUpOptions) =>
  setUpEngine({ progress: silent, path: "", target, sources: {}, ...options });
const fillWell: Fill = async (folder) => {
  fakeEngine(folder);
  return undefined;
};
const mustNotBeAsked: Fill = () => Promise.reject(new Error("it was asked"));
const left = () => readdirSync(dirname(target));

describe("which engine is taken", () => {
  it("the first usable one on PATH, before all else", async () => {
    fakeEngine(target);
    const old = fakeEngine(join(root, "old"), "3.253.9");
    const good = fakeEngine(join(root, "good"), "3.254.0");
    const later = fakeEngine(join(root, "later"));
    const path = [join(root, "none"), old, good, later].join(":");
    expect(await setUp({ path, sources: { any: mustNotBeAsked } })).toBe(good);
  });

  it("the one set up earlier, before anything is fetched", async () => {
    fakeEngine(target);
    expect(await setUp({ sources: { any: mustNotBeAsked } })).toBe(target);
  });

  it("the first source that works, and nothing is left of the one that did not", async () => {
    const halfDone: Fill = async (folder) => {
      script(join(folder, "pulumi"), "echo half");
      return "the line went dead";
    };
    const sources = { installer: halfDone, build: fillWell, third: mustNotBeAsked };
    expect(await setUp({ sources })).toBe(target);
    expect(left()).toEqual(["3.276.0-here"]);
  });

  it.each([
    ["pulumi", "exit 1", "does not run"],
    ["pulumi", "echo v3.1.0", "is v3.1.0, older than 3.254.0"],
    ["pulumi-language-nodejs", "exit 1", "does not run"],
  ])("a new one when the %s set up earlier answers: %s", async (file, answer, reason) => {
    script(join(fakeEngine(target), file), answer);
    const unusable = `set up earlier: ${target}/${file} ${reason}`;
    await expect(setUp({})).rejects.toThrow(unusable);
    expect(await setUp({ sources: { build: fillWell } })).toBe(target);
    expect(await setUp({ sources: { any: mustNotBeAsked } })).toBe(target);
  });

  it.each([
    ["pulumi", "there is no pulumi"],
    ["pulumi-language-nodejs", "pulumi-language-nodejs is missing in"],
    ["pulumi-resource-pulumi-nodejs", "pulumi-resource-pulumi-nodejs is missing in"],
  ])("not one whose %s is missing", async (file, reason) => {
    rmSync(join(fakeEngine(target), file));
    await expect(setUp({})).rejects.toThrow(`set up earlier: ${file} is missing in ${target}`);
    await expect(setUp({ path: target })).rejects.toThrow(`pulumi on PATH: ${reason}`);
  });
});

describe("when none can be had", () => {
  it("says what each way lacked and what to install, and leaves nothing", async () => {
    const path = fakeEngine(join(root, "old"), "3.100.0");
    const sources = {
      installer: async () => "get.pulumi.com could not be reached",
      build: async () => "Go is not installed",
      liar: async () => undefined,
    };
    const failure = await setUp({ path, sources }).catch((e: Error) => e.message);
    expect(
      String(failure).replace(/\.new-\w+/, ".new"),
    ).toBe(`The Pulumi engine could not be set up.
  - pulumi on PATH: ${path}/pulumi is v3.100.0, older than 3.254.0
  - set up earlier: pulumi is missing in ${target}
  - installer: get.pulumi.com could not be reached
  - build: Go is not installed
  - liar: pulumi is missing in ${target}.new
Install one of these, then run this again:
  - Pulumi 3.254.0 or newer: https://www.pulumi.com/docs/install/
  - Go 1.26.6 or newer, to build it from source: https://go.dev/dl/`);
    expect(left()).toEqual([]);
  });

  it("leaves nothing when it is interrupted", async () => {
    const interrupted = new AbortController();
    const fill: Fill = async (folder) => {
      fakeEngine(folder);
      interrupted.abort(new Error("Ended by SIGINT."));
      return undefined;
    };
    const options = { sources: { fill }, signal: interrupted.signal };
    await expect(setUp(options)).rejects.toThrow("Ended by SIGINT.");
    expect(left()).toEqual([]);
  });
});

it("is made once when two ask at the same time", async () => {
  let made = 0;
  const fill: Fill = async (folder) => {
    made += 1;
    fakeEngine(folder);
    return undefined;
  };
  const both = [setUp({ sources: { fill } }), setUp({ sources: { fill } })];
  expect(await Promise.all(both)).toEqual([target, target]);
  expect(made).toBe(1);
});

it("clears away what a killed run left", async () => {
  mkdirSync(`${target}.new-abandoned`, { recursive: true });
  await setUp({ sources: { fillWell } });
  expect(left()).toEqual(["3.276.0-here"]);
  expect(existsSync(join(target, "pulumi"))).toBe(true);
});

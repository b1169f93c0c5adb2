import { expect, it } from "vitest";
import { KeyedMutex } from "../../../../provider/resources/run/run";

/** Work that ends when the test says so. */
function work(name: string, seen: string[]) {
  let resolve: (value: string) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<string>((...both) => {
    [resolve, reject] = both;
  });
  const run = () => {
    seen.push(`${name} begins`);
    return promise.finally(() => seen.push(`${name} ends`));
  };
  return { run, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

it("lets work of one key run one after another, and gives each its own answer", async () => {
  const mutex = new KeyedMutex();
  const seen: string[] = [];
  const [a, b] = [work("a", seen), work("b", seen)];
  const both = [mutex.withLock("key", a.run), mutex.withLock("key", b.run)];
  b.end();
  await Promise.resolve();
  expect(seen).toEqual(["a begins"]);
  a.end();
  expect(await Promise.all(both)).toEqual(["a", "b"]);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

it("goes on after work that failed, whose failure stays its own", async () => {
  const mutex = new KeyedMutex();
  const [a, b] = [work("a", []), work("b", [])];
  const first = mutex.withLock("key", a.run);
  const second = mutex.withLock("key", b.run);
  a.fail();
  b.end();
  await expect(first).rejects.toThrow("a");
  await expect(second).resolves.toBe("b");
});

it("lets work of different keys run side by side", async () => {
  const mutex = new KeyedMutex();
  const seen: string[] = [];
  const [a, b] = [work("a", seen), work("b", seen)];
  const both = [mutex.withLock("one", a.run), mutex.withLock("other", b.run)];
  await Promise.resolve();
  expect(seen).toEqual(["a begins", "b begins"]);
  a.end();
  b.end();
  await Promise.all(both);
});

import { rsaPair } from "commerce-services-testkit/rsaPairs";
import { expect, it } from "vitest";
import { type Emulator, PORTAL_TOKEN, settingsFor, startEmulator } from "./emulator";
import { Mask } from "./mask";
import { root } from "./product";
import { type ProviderKind, plain, rich } from "./programs";
import { expectRecordedJson } from "./recorded";
import { type Command, createStack, type Stack } from "./stack";

type Policy = Parameters<typeof startEmulator>[0];

/** A stack at an emulator of its own; writes down what every command does, says and leaves. */
async function recorderOf(program: string, keyPolicy: Policy) {
  const emulator = await startEmulator(keyPolicy);
  const stack = await createStack(program);
  const settings = Object.entries(settingsFor(emulator, keyPolicy));
  await stack.setConfig(
    Object.fromEntries(settings.map(([key, value]) => [`commerce-services:${key}`, value])),
    { "commerce-services:portalToken": PORTAL_TOKEN },
  );
  const mask = new Mask({ [stack.dir]: "<program>", [root]: "<package>" });
  const commands: unknown[] = [];
  return {
    emulator,
    stack,
    commands,
    async run(name: string, command: Command, code = 0) {
      const since = emulator.calls().at(-1)?.sequence ?? 0;
      const events = await stack.run(command);
      expect(events.code, `${name}: ${JSON.stringify(events.diagnostics)}`).toBe(code);
      const calls = emulator.calls(since).map(({ operation }) => operation);
      const state = command === "preview" ? undefined : await stack.state();
      commands.push(mask.value({ name, ...events, calls, state }));
    },
    async close() {
      stack.remove();
      await emulator.close();
    },
  };
}

async function supply(stack: Stack, emulator: Emulator, label: string, retired: string[]) {
  const { publicKey, privateKey } = await emulator.issueKey("sandbox", label);
  await stack.setConfig(
    { "test:publicKey": publicKey, "test:retired": JSON.stringify(retired) },
    { "test:privateKey": privateKey },
  );
  return publicKey;
}

const PROVIDERS: readonly ProviderKind[] = ["dynamic", "native"];

it.each(PROVIDERS)("keeps the state and the words of every kind of pair: %s", async (provider) => {
  const recorder = await recorderOf(rich(provider), "overlapping");
  const { stack, emulator } = recorder;
  const { publicKey: sealTo } = rsaPair();
  await stack.setConfig({ "test:sealTo": sealTo });
  const first = await supply(stack, emulator, "first", []);
  await recorder.run("preview of the first up", "preview");
  await recorder.run("first up", "up");

  await stack.setConfig({ "test:rotation": "2" });
  await supply(stack, emulator, "second", [first]);
  await recorder.run("preview of the rotation", "preview");
  await recorder.run("rotation", "up");
  await recorder.run("refresh", "refresh");

  for (const { publicKey } of emulator.keys("sandbox")) emulator.deleteKey(publicKey);
  await recorder.run("refresh after the sandbox's pairs were deleted", "refresh");
  // A supplied pair that is refused is a person's to replace: the preview ends with that.
  await recorder.run("preview after that", "preview", 1);
  await recorder.close();
  expectRecordedJson(`state/${provider}-every-pair.json`, recorder.commands);
});

it.each(
  PROVIDERS.flatMap((provider) =>
    (["exclusive", "delete-first"] as const).map((policy) => [provider, policy] as const),
  ),
)("keeps the state and the words of a rotation: %s, %s", async (provider, policy) => {
  const recorder = await recorderOf(plain(provider), policy);
  await recorder.run("preview of the first up", "preview");
  await recorder.run("first up", "up");
  await recorder.stack.setConfig({ "test:rotation": "2" });
  await recorder.run("preview of the rotation", "preview");
  await recorder.run("rotation", "up");
  await recorder.run("refresh", "refresh");
  await recorder.close();
  expectRecordedJson(`state/${provider}-${policy}.json`, recorder.commands);
});

import { rmSync } from "node:fs";
import { join } from "node:path";
import type { EmulatorOptions } from "commerce-services-emulator";
import { startStore } from "../../tools/quickstart/store";
import { createCommerce } from "../engine/stack/commerce";
import { apply, type Edit } from "./edits";
import { worldProgram } from "./program";
import { firstWorld, type World } from "./world";

export const WHOLE_PLAN = ["--json", "--show-replacement-steps", "--show-sames"] as const;

/** A stack that lives through many edits, with stores that call the service all the time. */
export async function openShop(keyPolicy: NonNullable<EmulatorOptions["keyPolicy"]>) {
  const commerce = await createCommerce({
    program: worldProgram,
    account: { keyPolicy },
    // Pairs that a person made stand in its world.json.
    showsKeys: true,
    files: { "world.json": "{}" },
  });
  const { project, emulator } = commerce;
  const made = emulator.addProject({
    name: "Shop",
    environment: "production",
    dataSpaces: [
      { name: "Europe", type: "Production" },
      { name: "Asia", type: "Production" },
      { name: "Testing 1", type: "Testing" },
      { name: "Testing 2", type: "Testing" },
    ],
  });
  const ids = (type: string) =>
    made.dataSpaces.filter((space) => space.type === type).map(({ dataSpaceId }) => dataSpaceId);
  const spaces = { production: ids("Production"), testing: ids("Testing") };
  const world: World = firstWorld(
    { production: emulator.gatewayUrl, sandbox: emulator.sandboxGatewayUrl },
    spaces,
  );
  const write = () => project.write({ "world.json": JSON.stringify(world) });
  const down = join(project.dir, "store-is-down");
  write();
  await mustSucceed(project.up());

  return {
    ...commerce,
    keyPolicy,
    world,
    async edit(edits: readonly Edit[]): Promise<void> {
      for (const one of edits) await apply(one, world, spaces, emulator);
      write();
    },
    storesGoDown: () => project.write({ "store-is-down": "" }),
    storesComeBack: () => rmSync(down, { force: true }),
    urn: (name: string) =>
      project.state().resources.find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? "",
    /** Calls all the time until stopped, with whatever settings it has. */
    startStore: (name: string, elapsedMs: () => number) =>
      startStore(join(project.dir, `${name}.json`), elapsedMs),
  };
}
export type Shop = Awaited<ReturnType<typeof openShop>>;

async function mustSucceed(
  run: Promise<{ code: number | undefined; stdout: string; stderr: string }>,
) {
  const { code, stdout, stderr } = await run;
  if (code !== 0) throw new Error(`the first up failed:\n${stdout}${stderr}`);
}

import type { Emulator, EmulatorOptions } from "commerce-services-emulator";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { edits } from "./edits";
import { startFleet } from "./fleet";
import { serveProgram } from "./inlineProgram";
import { personAt } from "./person";
import { storeProvider, worldProgram } from "./program";
import type { Beginning, Edit } from "./samples";
import { sandboxOf } from "./sandboxEdits";
import type { Environment, Halves } from "./settings";
import { firstWorld, type Spaces, type World } from "./world";

export const WHOLE_PLAN = ["--json", "--show-replacement-steps", "--show-sames"] as const;

/**
 * A pair that a person makes and the program lets go of before any run has been in no plan: what it
 * ended in the portal is out of every preview's sight (docs/impact.md).
 */
const isVisible = ({ kind }: Edit, at: number, all: readonly Edit[]) =>
  kind !== "keepers" || all[at - 1]?.kind !== "supplied";

/** A stack that lives through many edits, with its account, its stores, and a person. */
export async function openShop(
  keyPolicy: NonNullable<EmulatorOptions["keyPolicy"]>,
  { sandbox, ...first }: Beginning,
) {
  /** Of every pair that was made, by its public key: what a person would have noted down. */
  const privateKeys = new Map<string, string>();
  const fleet = await startFleet((environment) => gateways[environment]);
  const { project, emulator, close } = await createCommerce({
    program: worldProgram,
    files: { "store-provider.js": storeProvider },
    // Pairs that a person made stand in the program's world.
    showsKeys: true,
    account: {
      keyPolicy,
      onExchange({ listener, method, params }, { status, body }) {
        if (listener !== "portal" || status >= 300) return;
        if (method === "DELETE")
          void fleet.judgeNow({ kind: "deleted", publicKey: params.publicKey ?? "" });
        if (method !== "POST") return;
        const { publicKey, privateKey } = JSON.parse(body) as Halves;
        privateKeys.set(publicKey, privateKey);
        void fleet.judgeNow({ kind: "made", publicKey });
      },
    },
  });
  const gateways: Readonly<Record<Environment, string>> = {
    production: emulator.gatewayUrl,
    sandbox: emulator.sandboxGatewayUrl,
  };
  const spaces = addSpaces(emulator);
  let recorded: World | undefined;
  const person = personAt(emulator, (what) => (recorded?.[what].kind ?? "none") !== "none");
  const declared =
    sandbox === "none" ? { kind: sandbox } : await sandboxOf(sandbox, { person, text: "first" });
  const world = firstWorld({ ...first, sandbox: declared }, spaces);
  const write = () =>
    project.write({ "world.json": JSON.stringify({ world, gateways, fleetUrl: fleet.url }) });
  write();
  const server = await serveProgram(project.dir);

  return {
    project,
    emulator,
    keyPolicy,
    fleet,
    world,
    preview: (flags: readonly string[]) =>
      project.preview(...WHOLE_PLAN, ...flags, ...server.flags),
    up: (flags: readonly string[]) => project.up("--json", ...flags, ...server.flags),
    /** What a person and the program's author do; answers it in words. */
    async edit(all: readonly Edit[]): Promise<string[]> {
      const said: string[] = [];
      for (const { kind, text } of all.filter(isVisible))
        said.push(await edits[kind]({ world, spaces, person, text }));
      const { supplied } = world.key;
      if (supplied) privateKeys.set(supplied.publicKey, supplied.privateKey);
      write();
      if (person.hasActed()) await fleet.judgeNow({ kind: "portal" });
      return said;
    },
    /** After a run: a person gives the developers' store, which no resource feeds, the pair there is. */
    async handOver(): Promise<void> {
      recorded = structuredClone(world);
      const publicKey = project
        .state()
        .resources.find(({ urn, delete: isOld }) => urn.endsWith(":ApiKeyPair::key") && !isOld)?.id;
      if (publicKey === undefined) return;
      const privateKey = privateKeys.get(publicKey);
      if (privateKey === undefined) throw new Error(`nobody has the private key of ${publicKey}`);
      await fleet.give("shop-dev", { production: { publicKey, privateKey } });
    },
    urn: (name: string) =>
      project.state().resources.find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? "",
    async close(): Promise<void> {
      server.close();
      fleet.close();
      await close();
    },
  };
}
export type Shop = Awaited<ReturnType<typeof openShop>>;

function addSpaces(emulator: Emulator): Spaces {
  const names = ["Europe", "Asia", "Testing 1", "Testing 2", "Testing 3"] as const;
  const { dataSpaces } = emulator.addProject({
    name: "Shop",
    environment: "production",
    dataSpaces: names.map((name) => ({
      name,
      type: name.startsWith("Testing") ? "Testing" : "Production",
    })),
  });
  const [europe = "", asia = "", ...testing] = names.map(
    (name) => dataSpaces.find((space) => space.name === name)?.dataSpaceId,
  );
  const [one = "", two = "", three = ""] = testing;
  return { production: [europe, asia], testing: [one, two, three] };
}

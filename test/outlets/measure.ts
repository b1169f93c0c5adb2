import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import type { Variant } from "./variants";

/** A pair that each run rotates, and a resource that is given both halves. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { ApiKeyPair, SaasProject } = require("pulumi-commerce-services");
const keepers = { rotation: new pulumi.Config("test").get("rotation") ?? "0" };
const pair = new ApiKeyPair("key", { environment: "production", keepers });
new SaasProject("project", { name: "Shop", keyPair: pair.keyPair });
exports.privateKey = pair.privateKey;
`;

/** What one command showed of the stack's private keys. */
export interface Shown {
  readonly variant: Variant;
  readonly exitCode: number | undefined;
  /** Lines that hold a key in clear, by where they are: `stdout`, `stderr`, or a file. */
  readonly lines: Readonly<Record<string, number>>;
  /** Whether the provider warned of it: CS5016. */
  readonly warned: boolean;
}

/** A stack on which commands are tried one after another, each with a pair of its own. */
export async function openStack() {
  const { project, close } = await createCommerce({
    program,
    showsKeys: true,
    account: { keyPolicy: "overlapping" },
  });
  // Where the engine writes its log, and the variants their traces.
  const folder = join(project.root, "written");
  const mask = (path: string) => path.slice(folder.length + 1).replace(/\.\S*log\.\S*/, " log");
  const initial = { ...project.env };
  let rotation = 0;

  const bodies = async (): Promise<string[]> => {
    const { privateKey } = await project.outputs();
    return [String(privateKey).split("\n")[10] ?? ""].filter((line) => line.length === 64);
  };

  async function attempt(variant: Variant): Promise<Shown> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    await project.setConfig({ "test:rotation": String(++rotation) });
    const before = await bodies();
    const placed = (text: string) => text.replaceAll("FOLDER", folder);
    const given = Object.entries(variant.env).map(([name, value]) => [name, placed(value)]);
    Object.assign(project.env, { TMPDIR: folder }, Object.fromEntries(given));
    const confirmed = variant.command === "preview" ? [] : ["--yes", "--skip-preview"];
    const { code, stdout, stderr } = await project.run([
      variant.command,
      ...confirmed,
      ...variant.args.map(placed),
    ]);
    for (const name of Object.keys(project.env)) delete project.env[name];
    Object.assign(project.env, initial);
    const keys = [...before, ...(await bodies())];
    const places = [
      ["stdout", stdout],
      ["stderr", stderr],
      ...filesIn(folder).map((file) => [mask(file), readFileSync(file, "latin1")]),
    ] as const;
    const lines = places
      .map(([place, text]) => [place, linesWith(keys, text)] as const)
      .filter(([, count]) => count > 0);
    return {
      variant,
      exitCode: code,
      lines: Object.fromEntries(lines),
      warned: `${stdout}${stderr}`.includes("CS5016"),
    };
  }

  await project.up();
  return {
    attempt,
    helpOf: async (command: string) => (await project.run([command, "--help"])).stdout,
    version: async () => (await project.run(["version"])).stdout.trim(),
    close,
  };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());

const linesWith = (keys: readonly string[], text: string): number =>
  text.split("\n").filter((line) => keys.some((key) => line.includes(key))).length;

export const nameOf = ({ command, args, env }: Variant): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${value}`), command, ...args].join(" ");

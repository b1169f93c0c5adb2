import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommandSync } from "commerce-services-testkit/process/command";
import { describe, expect, it } from "vitest";
import { command, run } from "./support/program";

const ROOT = join(__dirname, "../..");
const section = /## The emulator\n[\s\S]*?(?=\n## )/.exec(read("README.md"))?.[0] ?? "";

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** The commands in fenced blocks, continued lines joined. */
const commands = (text: string): string[] =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = ""]) => block.replaceAll("\\\n", " ").split("\n"))
    .flatMap((line) => /^npx commerce-services-emulator (.*)$/.exec(line)?.[1] ?? []);

describe("the README's emulator section", () => {
  it("leads a stranger's client to its first answer", async () => {
    const [, key = ""] = commands(section);
    const { readyFile } = await run();
    const folder = dirname(readyFile);
    const inFolder = (word: string) => (word.endsWith(".json") ? join(folder, word) : word);
    expect((await command(...key.split(" ").map(inFolder))).code).toBe(0);
    const client = /```js\n([\s\S]*?)```/.exec(section)?.[1] ?? "";
    writeFileSync(join(folder, "client.mjs"), client);
    const { stdout, stderr } = runCommandSync(process.execPath, ["client.mjs"], { cwd: folder });
    expect([stdout, stderr]).toEqual(["200 { results: [] }\n", ""]);
    expect(section).toContain(`\`${stdout.trim()}\``);
  });

  it.each([...new Set([...commands(section), ...commands(read("emulator/README.md"))])])(
    "names a command with flags that it has: %s",
    async (line) => {
      const words = line.split(" ").filter((word) => word !== "");
      const name = words.slice(0, words[0] === "fault" ? 2 : 1);
      const help = await command(...name, "--help");
      expect(help.code).toBe(0);
      expect(help.stdout).toContain(`commerce-services-emulator ${name.join(" ")}`);
      const flags = words.filter((word) => word.startsWith("--"));
      expect(flags.filter((flag) => !help.stdout.includes(`${flag} `))).toEqual([]);
    },
  );
});

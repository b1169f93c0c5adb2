import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutRoot } from "commerce-services-testkit/checkout";
import { createCommerce } from "commerce-services-testkit/commerce/commerce";
import { runCommand } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";

it("adopts what an account has: program and import written, nothing to change afterwards", async () => {
  const { project, emulator, close } = await createCommerce({ program: "", typescript: true });
  const pair = await emulator.issueKey("production");
  emulator.initialize("Shop", "production");
  await project.setConfig(
    { "commerce-services:publicKey": pair.publicKey },
    { "commerce-services:privateKey": pair.privateKey },
  );
  const command = (...args: string[]) => {
    const { dir, env } = project;
    const bin = join(checkoutRoot(), "dist/cli/bin.js");
    return runCommand(process.execPath, [bin, ...args], { cwd: dir, env });
  };
  const well = await command("doctor");
  expect([well.code, well.stdout]).toEqual([0, expect.stringContaining("All is well.")]);

  const adopted = await command("adopt", "--output", "adopted");
  expect([adopted.code, adopted.stderr]).toEqual([0, ""]);
  const written = (name: string) => readFileSync(join(project.dir, "adopted", name), "utf8");
  expect((await command("adopt")).stdout).toBe(written("commerce-services.ts"));
  const again = await command("adopt", "--output", "adopted");
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("CS6026")]);

  project.write({ "index.ts": written("commerce-services.ts") });
  const document = JSON.parse(written("commerce-services.import.json"));
  const imported = await project.importFile(document);
  expect(imported.code, imported.stdout + imported.stderr).toBe(0);
  expect((await project.refresh()).code).toBe(0);
  // The stack itself, a project and its three data spaces.
  expect((await project.previewJson()).changeSummary).toEqual({ same: 5 });
  await close();
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommandSync } from "commerce-services-testkit/process/command";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  connectorSettingsOf,
  magentoCommands,
} from "../../../provider/connector/connectorSettingsOf";
import { pairOf } from "./pairs";

/** A store's folder whose `bin/magento` appends its arguments to a file, each ended by a NUL. */
let store = "";
beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), "store-"));
  mkdirSync(join(store, "bin"));
  const recorder = `#!/bin/sh\nprintf '%s\\0' "$@" '<end>' >> argv\n`;
  writeFileSync(join(store, "bin", "magento"), recorder, { mode: 0o755 });
});
afterAll(() => rmSync(store, { recursive: true }));

/** The argument lists that `bin/magento` got when `sh` ran these commands as one script. */
function received(commands: string[]): string[][] {
  rmSync(join(store, "argv"), { force: true });
  writeFileSync(join(store, "commands"), `${commands.join("\n")}\n`);
  const { code, stderr, stdout } = runCommandSync("sh", ["-e", "commands"], { cwd: store });
  expect([code, stderr, stdout]).toEqual([0, "", ""]);
  const calls = readFileSync(join(store, "argv"), "utf8").split("<end>\0").slice(0, -1);
  return calls.map((call) => call.split("\0").slice(0, -1));
}

const production = pairOf("production", "c");
const sandbox = pairOf("sandbox", "d");
const SC = "services_connector";

describe("magentoCommands", () => {
  it("set the keys, then the project, then the data space, each byte as given", () => {
    const { magentoCommands: commands } = connectorSettingsOf({
      production,
      sandbox,
      project: { projectId: "p'1; touch pwned $(touch pwned) `touch pwned`", name: "Shop" },
      dataSpace: { dataSpaceId: "--help\n#\\", name: "Testing 1", type: "Testing" },
    });
    expect(received(commands)).toEqual([
      set(`${SC}/services_connector_integration/production_api_key`, production.publicKey),
      set(`${SC}/services_connector_integration/production_private_key`, production.privateKey),
      set(`${SC}/services_connector_integration/sandbox_api_key`, sandbox.publicKey),
      set(`${SC}/services_connector_integration/sandbox_private_key`, sandbox.privateKey),
      set(`${SC}/services_id/project_id`, "p'1; touch pwned $(touch pwned) `touch pwned`"),
      set(`${SC}/services_id/environment_id`, "--help\n#\\"),
    ]);
  });

  it("leave out what config:set answers with: path doesn't exist", () => {
    const { magentoCommands: commands } = connectorSettingsOf({
      project: { projectId: "p-1", name: "Shop" },
      dataSpace: { dataSpaceId: "d-1", name: "Testing 1", type: "Testing" },
      gateways: { production: "http://127.0.0.1:8787/" },
    });
    expect(commands).toEqual([
      "bin/magento config:set -- services_connector/services_id/project_id 'p-1'",
      "bin/magento config:set -- services_connector/services_id/environment_id 'd-1'",
    ]);
  });

  it("mean exactly the value to a POSIX shell, whatever it holds but NUL", () => {
    const noNul = (text: string) => text.replaceAll("\0", "");
    const value = fc.oneof(
      fc.string({ unit: "binary" }).map(noNul),
      fc.string({ unit: fc.constantFrom("'", "\\", '"', "$", "`", "\n", "!", "*", " ", "-", "~") }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const commands = magentoCommands(
          values.map((text, at) => ({ path: `a/b/${at}`, value: text, configSet: true })),
        );
        expect(received(commands)).toEqual(values.map((text, at) => set(`a/b/${at}`, text)));
      }),
      { numRuns: 50 },
    );
  });
});

function set(path: string, value: string): string[] {
  return ["config:set", "--", path, value];
}

import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type ConnectorSettingsArgs,
  connectorSettings,
} from "../../../provider/connector/connectorSettings";
import { connectorSettingsOf } from "../../../provider/connector/connectorSettingsOf";
import { pairOf } from "./pairs";

const production = pairOf("production", "e");
const project = { projectId: "p-1", name: "Shop" };
const dataSpace = { dataSpaceId: "d-1", name: "Production", type: "Production" };
const expected = connectorSettingsOf({ production, project, dataSpace });

/** A resource whose outputs are what its registration answers, in the shape of this package's own. */
class Registered extends pulumi.CustomResource {
  declare readonly environment: pulumi.Output<string>;
  declare readonly publicKey: pulumi.Output<string>;
  declare readonly privateKey: pulumi.Output<string>;
  declare readonly projectId: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly dataSpaceId: pulumi.Output<string>;
  declare readonly type: pulumi.Output<string>;
  constructor(name: string, outputs: Record<string, string | undefined>) {
    super("test:index:Registered", name, outputs);
  }
}

/** What an output holds: its value, whether that is known, and whether it is secret. */
async function resolved<T>(output: pulumi.Output<T>) {
  const inner = output as pulumi.Output<T> & {
    promise(): Promise<T>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
  };
  const [value, known, secret] = await Promise.all([
    inner.promise(),
    inner.isKnown,
    inner.isSecret,
  ]);
  return { value, known, secret };
}

const forms = ["environmentVariables", "cloudVariables", "envPhp", "magentoCommands"] as const;

function engineThat(preview: boolean): Promise<void> {
  return pulumi.runtime.setMocks(
    { call: () => ({}), newResource: ({ name, inputs }) => ({ id: name, state: inputs }) },
    "project",
    "stack",
    preview,
  );
}

describe("connectorSettings", () => {
  beforeEach(() => engineThat(false));

  it.each(forms)("gives %s as a secret, also where no input was marked", async (form) => {
    const settings = connectorSettings({ production, project, dataSpace });
    expect(await resolved<unknown>(settings[form])).toEqual({
      value: expected[form],
      known: true,
      secret: true,
    });
  });

  it("takes values, outputs, an output of the whole pair, and resources alike", async () => {
    const pair = new Registered("pair", production);
    const saasProject = new Registered("project", project);
    const space = new Registered("space", { ...dataSpace, projectId: "p-1" });
    const shapes: ConnectorSettingsArgs[] = [
      { production: pulumi.output(production), project, dataSpace },
      { production: Promise.resolve(production), project, dataSpace },
      {
        production: { ...production, privateKey: pulumi.secret(production.privateKey) },
        project,
        dataSpace,
      },
      { production: pair, project: saasProject, dataSpace: space },
      { production: pulumi.output(Promise.resolve(pair)), project, dataSpace },
    ];
    for (const shape of shapes) {
      const { magentoCommands } = connectorSettings(shape);
      expect((await resolved(magentoCommands)).value).toEqual(expected.magentoCommands);
    }
  });

  it("fails every form with the coded message, and nothing around it", async () => {
    const settings = connectorSettings({ sandbox: production, project, dataSpace });
    for (const form of forms) {
      const failure = await resolved<unknown>(settings[form]).catch((error: unknown) => error);
      expect(pulumi.RunError.isInstance(failure)).toBe(true);
      expect(String(failure)).toMatch(/^Error: CS1060: sandbox is a key pair of the environment /);
    }
  });

  it("is unknown, secret and no error in a preview that knows a value not yet", async () => {
    await engineThat(true);
    const unmade = new Registered("unmade", { ...dataSpace, dataSpaceId: undefined });
    const settings = connectorSettings({ production, project, dataSpace: unmade });
    for (const form of forms) {
      expect(await resolved<unknown>(settings[form])).toMatchObject({ known: false, secret: true });
    }
  });
});

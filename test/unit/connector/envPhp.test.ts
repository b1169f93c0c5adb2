import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectorSettingsOf } from "../../../provider/connector/connectorSettingsOf";
import { envPhp } from "../../../provider/connector/envPhp";
import { readPhpElements } from "./phpReader";

const path = "services_connector/services_id/project_name";
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("'", "\\", '"', "$", "\n", "\r", "?>", "<?php ", "a") }),
);

describe("envPhp", () => {
  it("is the system element of env.php, indented as that file is", () => {
    const { envPhp: text } = connectorSettingsOf({
      project: { projectId: "p-1", name: "L'Étoile \\ Fils" },
      dataSpace: { dataSpaceId: "d-1", name: "Production", type: "Production" },
    });
    expect(text).toBe(`'system' => [
    'default' => [
        'services_connector' => [
            'services_id' => [
                'project_id' => 'p-1',
                'project_name' => 'L\\'Étoile \\\\ Fils',
                'environment_id' => 'd-1',
                'environment_name' => 'Production',
                'environment' => 'Production',
            ],
        ],
    ],
],
`);
  });

  it("reads back as exactly the values given, whatever they hold", () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const text = envPhp([
          { path, value: one, configSet: false },
          { path: "magento_saas/environment", value: two, configSet: false },
        ]);
        expect(readPhpElements(text)).toEqual({
          system: {
            default: {
              services_connector: { services_id: { project_name: one } },
              magento_saas: { environment: two },
            },
          },
        });
      }),
    );
  });
});

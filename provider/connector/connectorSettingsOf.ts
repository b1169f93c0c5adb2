import { cloudVariable, environmentVariable, variables } from "./environmentVariables";
import { envPhp } from "./envPhp";
import { magentoCommands } from "./shell";
import { storeConfigOf } from "./storeConfig";
import type { ConnectorSettingsValues, ConnectorValues } from "./values";

/** What `connectorSettings` computes once all values are known. Errors: CS1060 to CS1063, and those of a malformed private key. */
export function connectorSettingsOf(values: ConnectorValues): ConnectorSettingsValues {
  const settings = storeConfigOf(values);
  return {
    environmentVariables: variables(settings, environmentVariable),
    cloudVariables: variables(settings, cloudVariable),
    envPhp: envPhp(settings),
    magentoCommands: magentoCommands(settings),
  };
}

import type { Configuration } from "../../../provider/config/configuration";
import { parseConfiguration } from "../../../provider/config/configuration";
import type { Offline } from "../../../provider/resources/lifecycle";
import { Run } from "../../../provider/resources/run/run";

/** What check and diff are given, without a service anywhere; the warnings are kept. */
export function offline(resource = "urn", changed: Partial<Configuration> = {}, run = new Run()) {
  const warnings: string[] = [];
  const configuration = {
    ...parseConfiguration({ get: () => undefined, names: [], environment: {} }),
    portalUrl: "https://portal.example/",
    ...changed,
  };
  const given: Offline = {
    configuration,
    run,
    resource,
    warn: (message) => warnings.push(message.slice(0, 6)),
  };
  return { ...given, warnings };
}

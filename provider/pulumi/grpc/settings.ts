import { parseConfiguration } from "../../config/configuration";
import { asCoded } from "../../domain/errors";
import { NAMESPACE } from "../../domain/namespace";
import { isProperties, type Properties, UNKNOWN } from "../../domain/unknown";
import type { Refusal } from "../adapter";
import type { GivenSettings, HostIo } from "../operation";
import { fromWire, type PropertyMap, toWire } from "../state/wire";

/** Settings that are secret whatever the program did. */
const SECRETS = [["portalToken"], ["privateKey"]] as const;
/** The engine's own among a provider's arguments. */
const OF_THE_ENGINE = /^(version|pluginDownloadURL|__.*)$/;
/** The CLI prints the value of a refused setting by its name: only where no secret can stand. */
const PRINTABLE = ["keyPolicy", "requestTimeout", "maxConcurrency", "verifyTimeout"];

/** A provider's arguments, checked: all that is wrong with them, and the inputs to record. */
export function checkSettings(
  urn: string,
  map: PropertyMap,
  environment: HostIo["environment"],
): { inputs: PropertyMap; failures: Refusal[] } {
  const given = propertiesIn(map);
  return {
    inputs: toWire(given, SECRETS),
    failures: refusals(settingsOf(urn, given, environment)),
  };
}

/** A provider's arguments as the operation takes them. */
export const settingsIn = (urn: string, map: PropertyMap, environment: HostIo["environment"]) =>
  settingsOf(urn, propertiesIn(map), environment);

function propertiesIn(map: PropertyMap): Properties {
  const properties = fromWire(map);
  return isProperties(properties) ? properties : {};
}

/**
 * @param urn of the provider. Secrets come from the environment for the stack's own configuration
 *   alone: two explicit providers, of two accounts, must not share them by accident.
 */
function settingsOf(
  urn: string,
  given: Properties,
  environment: HostIo["environment"],
): Required<GivenSettings> {
  const values = new Map(
    Object.entries(given).flatMap(([name, value]) =>
      OF_THE_ENGINE.test(name) || value === UNKNOWN ? [] : [[name, textOf(value)]],
    ),
  );
  // Half of a pair is no mistake while a preview does not know the other.
  if (given.publicKey === UNKNOWN || given.privateKey === UNKNOWN) {
    values.delete("publicKey");
    values.delete("privateKey");
  }
  return {
    get: (name) => values.get(name),
    names: [...values.keys()],
    environment: isDefault(urn) ? environment : withoutOurs(environment),
  };
}

/** The provider that the engine makes from the stack's configuration. */
const isDefault = (urn: string) => /^default(_|$)/.test(urn.split("::").at(-1) ?? "");

const withoutOurs = (environment: HostIo["environment"]) =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith("COMMERCE_SERVICES_")),
  );

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** One by one: each that is refused is left out, until the rest is right. */
function refusals(settings: Required<GivenSettings>): Refusal[] {
  const found: Refusal[] = [];
  const left = new Set(settings.names);
  for (;;) {
    try {
      const get = (name: string) => (left.has(name) ? settings.get(name) : undefined);
      parseConfiguration({ ...settings, get, names: [...left] });
      return found;
    } catch (error) {
      const { message, path = "" } = asCoded(error);
      const name = path.startsWith(`${NAMESPACE}:`) ? path.slice(NAMESPACE.length + 1) : "";
      found.push({ property: PRINTABLE.includes(name) ? name : "", reason: message });
      if (!left.delete(name)) return found;
    }
  }
}

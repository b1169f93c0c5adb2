import { NAMESPACE } from "../../domain/namespace";
import type { GivenSettings } from "../operation";
import type { HostConfig } from "./hostTypes";

/** Our part of the stack's configuration, which the host hands over whole. */
export function stackSettings(config: HostConfig): GivenSettings {
  const prefix = `${NAMESPACE}:`;
  const names = Object.keys(config.rawConfig ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  return { get: (key) => config.get(`${prefix}${key}`), names };
}

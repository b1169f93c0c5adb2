import type { Mutation } from "../mutation";
import { adapter } from "./adapter";
import { clients } from "./clients";
import { emulator } from "./emulator";
import { http } from "./http";
import { impact } from "./impact";
import { keys } from "./keys";
import { plugin } from "./plugin";
import { resources } from "./resources";
import { rows } from "./rows";
import { settings } from "./settings";
import { texts } from "./texts";

/** Every declared mutation. */
export const mutations: readonly Mutation[] = [
  ...http,
  ...keys,
  ...clients,
  ...resources,
  ...adapter,
  ...plugin,
  ...impact,
  ...rows,
  ...texts,
  ...settings,
  ...emulator,
];

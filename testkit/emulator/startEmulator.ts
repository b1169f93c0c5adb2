import { type EmulatorOptions, startEmulator as start } from "commerce-services-emulator";
import { holdToContract } from "./contract";

/**
 * The emulator as tests start it: every call and answer of the whole run is held against the
 * OpenAPI files, so that neither side can drift from the contract unnoticed.
 */
export const startEmulator = (options: EmulatorOptions = {}) =>
  start({
    ...options,
    onExchange(call, reply) {
      holdToContract(call, reply);
      options.onExchange?.(call, reply);
    },
  });

export type { TimeSource, VirtualClock } from "./clock";
export { DocumentError } from "./documents/DocumentError";
export type { Seed } from "./documents/seed";
export type { ActiveFault, Fault, FaultEffect } from "./faults/rules";
export { type HandMadePair, type MadeProject, NotAllowed } from "./handles";
export type { LoggedCall } from "./http/callLog";
export type { Call, ListenerName, Reply } from "./http/exchange";
export { type KeySource, pairsMadeAhead, type RsaPair } from "./keySource";
export type { EmulatorOptions } from "./options";
export type { Account, Propagation, Standing } from "./rules/account";
export type {
  DataSpaceType,
  Edition,
  Environment,
  JwtChecks,
  KeyPolicy,
  Role,
} from "./rules/terms";
export { type Emulator, startEmulator } from "./startEmulator";
export { UnusableFile } from "./store/UnusableFile";

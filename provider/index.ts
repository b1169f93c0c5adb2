/** Resources and settings of Adobe Commerce Services for Pulumi programs. */

export {
  type ConnectorSettings,
  type ConnectorSettingsArgs,
  connectorSettings,
} from "./connector/connectorSettings";
export type { KeyPairInput } from "./program/keyPairInput";
export { ApiKeyPair, type ApiKeyPairArgs } from "./resources/apiKeyPair/resource";
export {
  generationFor,
  type RotationSchedule,
} from "./resources/apiKeyRing/generationFor";
export { ApiKeyRing, type ApiKeyRingArgs } from "./resources/apiKeyRing/resource";
export { DataSpace, type DataSpaceArgs } from "./resources/dataSpace/resource";
export { SaasProject, type SaasProjectArgs } from "./resources/saasProject/resource";

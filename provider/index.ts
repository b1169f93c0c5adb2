/** Resources and settings of Adobe Commerce Services for Pulumi programs. */

export {
  type ConnectorSettings,
  type ConnectorSettingsArgs,
  connectorSettings,
} from "./connector/connectorSettings";
export { ApiKeyPair, type ApiKeyPairArgs } from "./sdk/apiKeyPair";
export { ApiKeyRing, type ApiKeyRingArgs } from "./sdk/apiKeyRing/apiKeyRing";
export {
  generationFor,
  type RotationSchedule,
} from "./sdk/apiKeyRing/generationFor";
export { DataSpace, type DataSpaceArgs } from "./sdk/dataSpace";
export type { KeyPairInput } from "./sdk/keyPairInput";
export { SaasProject, type SaasProjectArgs } from "./sdk/saasProject";

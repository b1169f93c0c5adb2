/**
 * The resources of `pulumi-commerce-services` through the provider plugin: the same classes, which
 * take over what the dynamic provider has recorded, and give it back.
 */

export {
  type ConnectorSettings,
  type ConnectorSettingsArgs,
  connectorSettings,
} from "../connector/connectorSettings";
export type { KeyPairInput } from "../program/keyPairInput";
export type { ApiKeyPairArgs } from "../resources/apiKeyPair/resource";
export { generationFor, type RotationSchedule } from "../resources/apiKeyRing/generationFor";
export type { ApiKeyRingArgs } from "../resources/apiKeyRing/resource";
export type { DataSpaceArgs } from "../resources/dataSpace/resource";
export type { SaasProjectArgs } from "../resources/saasProject/resource";
export {
  type GetDataSpacesArgs,
  type GetDataSpacesResult,
  type GetProjectsArgs,
  type GetProjectsResult,
  getDataSpaces,
  getProjects,
} from "./functions";
export { Provider, type ProviderArgs } from "./provider";
export { ApiKeyPair, ApiKeyRing, DataSpace, SaasProject } from "./resources";

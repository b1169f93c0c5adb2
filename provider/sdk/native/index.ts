/**
 * The resources of `pulumi-commerce-services` through the provider plugin: the same classes, which
 * take over what the dynamic provider has recorded, and give it back.
 */

export {
  type ConnectorSettings,
  type ConnectorSettingsArgs,
  connectorSettings,
} from "../../connector/connectorSettings";
export type { ApiKeyPairArgs } from "../apiKeyPair";
export type { ApiKeyRingArgs } from "../apiKeyRing/apiKeyRing";
export { generationFor, type RotationSchedule } from "../apiKeyRing/generationFor";
export type { DataSpaceArgs } from "../dataSpace";
export type { KeyPairInput } from "../keyPairInput";
export type { SaasProjectArgs } from "../saasProject";
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

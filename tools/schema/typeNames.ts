/** What the types are that have a name of their own. */
export const typeWords = {
  DataSpaceReference: "A data space of a project.",
  DataSpaceType: "What a data space is for.",
  Environment: "Which of the two gateways, and of an account's two key pairs.",
  FoundDataSpace: "A data space that the account has.",
  FoundProject: "A project that the account has.",
  Issuer: "Who made a key pair.",
  KeyPair: "What a resource signs with: three outputs of an ApiKeyPair, or values from elsewhere.",
  KeyPolicy: "What the account does with the old pair when a new one is made.",
  PairStatus: "What the gateway said of a key pair last.",
  ProjectReference: "A project that the service shows to a key pair.",
  Store: "A store, as it is bound to a data space.",
  StoreRole: "What a store is for.",
  SuppliedPair: "A key pair that a person made in the API Portal.",
} as const;

/**
 * Names of the types that lie inside a property, by the class, interface or function result that
 * has it. They are part of every other language's SDK: never renamed.
 */
export const typeNames: Readonly<Partial<Record<string, keyof typeof typeWords>>> = {
  "ApiKeyPairArgs.environment": "Environment",
  "ApiKeyPairArgs.supplied": "SuppliedPair",
  "ApiKeyPair.environment": "Environment",
  "ApiKeyPair.issuer": "Issuer",
  "ApiKeyPair.projects": "ProjectReference",
  "ApiKeyPair.status": "PairStatus",
  "SaasProjectArgs.keyPair": "KeyPair",
  "SaasProjectArgs.keyPair.environment": "Environment",
  "SaasProject.dataSpaces": "DataSpaceReference",
  "DataSpaceArgs.type": "DataSpaceType",
  "DataSpaceArgs.store": "Store",
  "DataSpaceArgs.store.role": "StoreRole",
  "DataSpaceArgs.keyPair": "KeyPair",
  "DataSpaceArgs.keyPair.environment": "Environment",
  "DataSpace.type": "DataSpaceType",
  "ProviderArgs.keyPolicy": "KeyPolicy",
  "GetProjectsArgs.keyPair": "KeyPair",
  "GetProjectsArgs.keyPair.environment": "Environment",
  "GetProjectsResult.projects": "FoundProject",
  "GetDataSpacesArgs.keyPair": "KeyPair",
  "GetDataSpacesArgs.keyPair.environment": "Environment",
  "GetDataSpacesResult.dataSpaces": "FoundDataSpace",
};

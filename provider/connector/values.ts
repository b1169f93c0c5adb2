/** Which of the two key pairs, and so which gateway: not the type of a data space. */
export type KeyEnvironment = "production" | "sandbox";

/** A key pair as ApiKeyPair's `keyPair` gives it. */
export interface KeyPairValues {
  readonly environment: string;
  readonly publicKey: string;
  /** PEM; repaired to canonical PKCS#8 before it is given to a store. */
  readonly privateKey: string;
}

/** All that a store's Commerce Services Connector is told, as plain values. */
export interface ConnectorValues {
  readonly production?: KeyPairValues | undefined;
  readonly sandbox?: KeyPairValues | undefined;
  readonly project: { readonly projectId: string; readonly name: string };
  readonly dataSpace: {
    readonly dataSpaceId: string;
    readonly name: string;
    /** `Production` or `Testing`, in the service's own case: it reaches storefront events as it is. */
    readonly type: string;
    /** When given it must be the project's. */
    readonly projectId?: string | undefined;
  };
  readonly gateways?:
    | { readonly production?: string | undefined; readonly sandbox?: string | undefined }
    | undefined;
}

/** The same settings in the four forms in which a store takes them. */
export interface ConnectorSettingsValues {
  readonly environmentVariables: Record<string, string>;
  readonly cloudVariables: Record<string, string>;
  readonly envPhp: string;
  readonly magentoCommands: string[];
}

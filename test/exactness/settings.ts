const prefix = "CONFIG__DEFAULT__SERVICES_CONNECTOR__SERVICES_CONNECTOR_INTEGRATION__";

export type Environment = "production" | "sandbox";
export interface Halves {
  readonly publicKey: string;
  readonly privateKey: string;
}
export type Pairs = Readonly<Partial<Record<Environment, Halves>>>;

/** The pairs that a store finds in its settings. */
export function pairsIn(settings: Readonly<Record<string, string>>): Pairs {
  const pair = (environment: Environment): Pairs => {
    const name = `${prefix}${environment.toUpperCase()}_`;
    const publicKey = settings[`${name}API_KEY`];
    const privateKey = settings[`${name}PRIVATE_KEY`];
    return publicKey && privateKey ? { [environment]: { publicKey, privateKey } } : {};
  };
  return { ...pair("production"), ...pair("sandbox") };
}

import type { Clock, Random } from "../domain/clock";
import type { Environment, KeyPair } from "../domain/keyPair";
import type { Http } from "../http/types";
import type { Row } from "./response";
import type { ServiceClocks } from "./serviceClock";

export type { Environment, KeyPair } from "../domain/keyPair";
export type { Row } from "./response";

export interface RegistryOptions {
  http: Http;
  clock: Clock;
  /** Of the two gateways: calls are signed by these. */
  clocks: ServiceClocks;
  /** The two gateways' root URLs. */
  gateways: Record<Environment, string>;
  /** How long a new pair may take to be accepted, and a removed one to be refused. */
  verifyTimeoutMs: number;
  signal: AbortSignal;
  random: Random;
}

/** The merchant registry, as far as its public clients show it. Every refusal is a coded error. */
export interface Registry {
  /** One signed call: returns when the pair is accepted. */
  ping(pair: KeyPair): Promise<void>;
  /**
   * `known`: the gateway knows the public key, but not this private half. `unknown`: nor the public
   * key, so the pair is dead. What says neither is thrown.
   */
  probe(pair: KeyPair): Promise<"accepted" | "known" | "unknown">;
  /** Waits until the pair is accepted, for the verify timeout at most. */
  verify(pair: KeyPair): Promise<void>;
  /** Waits until the gateway no longer knows the pair, for the verify timeout at most. */
  verifyDead(pair: KeyPair): Promise<void>;
  /** Waits until the gateway no longer knows the public key: where the private key is not at hand. */
  verifyPublicKeyDead(environment: Environment, publicKey: string): Promise<void>;
  /** A row per data space of the account. One call for all who ask at about the same time. */
  rows(pair: KeyPair): Promise<readonly Row[]>;
  /** Straight from the service; none when it does not know the project. */
  project(pair: KeyPair, projectId: string): Promise<Row[]>;
  /** Makes a project and its data spaces, for ever. Never repeated: see `isOutcomeUnknown`. */
  initialize(pair: KeyPair, projectName: string): Promise<Row[]>;
  renameProject(pair: KeyPair, projectId: string, name: string): Promise<Row[]>;
  renameDataSpace(pair: KeyPair, dataSpaceId: string, name: string): Promise<Row>;
  setCloudId(pair: KeyPair, dataSpaceId: string, cloudId: string): Promise<void>;
  /** Wipes the data space's catalogue data. */
  cleanup(pair: KeyPair, dataSpaceId: string): Promise<Row>;
  /** Without a signature, so for pairs whose private key is not at hand. */
  probePublicKey(environment: Environment, publicKey: string): Promise<"alive" | "unknown">;
}

import * as pulumi from "@pulumi/pulumi";
import { NAMESPACE } from "../../domain/namespace";
import type { FunctionName } from "../../resources/functions/schema";
import { type KeyPairInput, keyPairInput } from "../keyPairInput";

/** Whose projects: see {@link getProjects}. */
export interface GetProjectsArgs {
  /** What to sign with. Default: the provider's `publicKey` and `privateKey` (production). */
  readonly keyPair?: pulumi.Input<KeyPairInput>;
}

/** The projects of an account. */
export interface GetProjectsResult {
  /** In the order of their ids. */
  readonly projects: readonly {
    /** The project's id. */
    readonly projectId: string;
    /** The project's name. */
    readonly projectName: string;
    /** The account that has it, `MAG…`; absent where the service does not say. */
    readonly merchantId?: string;
    /** The organization that has it; absent where the service does not say. */
    readonly organizationName?: string;
  }[];
}

/** Whose data spaces: see {@link getDataSpaces}. */
export interface GetDataSpacesArgs {
  /** Only those of this project. Default: those of every project of the account. */
  readonly projectId?: pulumi.Input<string>;
  /** What to sign with. Default: the provider's `publicKey` and `privateKey` (production). */
  readonly keyPair?: pulumi.Input<KeyPairInput>;
}

/** The data spaces of an account, or of one project. */
export interface GetDataSpacesResult {
  /** In the order of their ids. */
  readonly dataSpaces: readonly {
    /** The data space's id. */
    readonly dataSpaceId: string;
    /** The data space's name. */
    readonly name: string;
    /** `Production` or `Testing`. */
    readonly type: string;
    /** The project that has it. */
    readonly projectId: string;
    /** That project's name. */
    readonly projectName: string;
    /** The account that has it, `MAG…`; absent where the service does not say. */
    readonly merchantId?: string;
    /** The services that the account has on it, as the service names them. */
    readonly services: readonly string[];
    /** The Adobe Commerce on Cloud environment that is bound to it, if any. */
    readonly cloudId?: string;
  }[];
}

/**
 * The projects that an account has, without managing them. Asked in previews too, as soon as the
 * pair is known.
 *
 * Errors: CS1108 (no pair to sign with), CS4101 (another account than `merchantId`).
 *
 * @example
 * ```ts
 * import { getProjects } from "pulumi-commerce-services/native";
 *
 * export const names = getProjects().projects.apply((all) => all.map((one) => one.projectName));
 * ```
 */
export function getProjects(
  args: GetProjectsArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetProjectsResult> {
  return invoke("getProjects", { keyPair: keyPairInput(args.keyPair) }, options);
}

/**
 * The data spaces that an account has, without binding them. Asked in previews too, as soon as the
 * pair is known.
 *
 * Errors: CS1108 (no pair to sign with), CS4101 (another account than `merchantId`).
 *
 * @example
 * ```ts
 * import { getDataSpaces } from "pulumi-commerce-services/native";
 *
 * const { dataSpaces } = getDataSpaces();
 * export const testing = dataSpaces.apply((all) => all.filter(({ type }) => type === "Testing"));
 * ```
 */
export function getDataSpaces(
  args: GetDataSpacesArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDataSpacesResult> {
  const { projectId } = args;
  return invoke("getDataSpaces", { projectId, keyPair: keyPairInput(args.keyPair) }, options);
}

const invoke = <Result>(
  name: FunctionName,
  args: pulumi.Inputs,
  options: pulumi.InvokeOutputOptions | undefined,
): pulumi.Output<Result> =>
  pulumi.runtime.invokeOutput<Result>(`${NAMESPACE}:index:${name}`, args, options);

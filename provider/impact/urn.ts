/** What a urn says of its resource. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** Its own type, without those of its parents. */
  readonly type: string;
  readonly name: string;
}

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`; a name may itself hold `::`. */
export function parseUrn(urn: string): Urn {
  const [stack = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: stack.replace(/^urn:pulumi:/, ""),
    project,
    type: types.slice(types.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

/** Through either door: the dynamic provider, or the provider plugin. */
const OURS =
  /^(?:pulumi-nodejs:dynamic\/commerce-services|commerce-services:index):(ApiKeyPair|SaasProject|DataSpace)$/;

/** Which of this package's resources the type names. */
export const ourKind = (type: string) =>
  OURS.exec(type)?.[1] as "ApiKeyPair" | "SaasProject" | "DataSpace" | undefined;

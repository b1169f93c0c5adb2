/** A plan as the engine prints one: a rotation that reaches many stores, with names of one's choice. */
export interface PlanShape {
  readonly stores: number;
  /** The name of everything that people name, by its number. */
  readonly name?: (index: number) => string;
  /** Where the engine prints `[secret]`, and a plan with secrets in clear would print them. */
  readonly secret?: string;
  readonly keyPolicy?: string;
}

const urnOf = (type: string, name: string) => `urn:pulumi:test::shop::${type}::${name}`;
const ours = (type: string) => `pulumi-nodejs:dynamic/commerce-services:${type}`;

export function makePlan({
  stores,
  name = (index) => `store-${index}`,
  secret = "[secret]",
  keyPolicy = "exclusive",
}: PlanShape): string {
  const old = "0".repeat(32);
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const keyUrn = urnOf(ours("ApiKeyPair"), name(0));
  const projectUrn = urnOf(ours("SaasProject"), name(0));
  const key = {
    id: old,
    inputs: { environment: "production", label: name(0), keepers: { rotation: "1" } },
    outputs: { environment: "production", publicKey: old, privateKey: secret, issuer: "portal" },
  };
  const keyPair = (publicKey: string) => ({
    environment: "production",
    publicKey,
    privateKey: secret,
  });
  const steps: object[] = [
    {
      op: "create-replacement",
      urn: keyUrn,
      oldState: key,
      newState: { inputs: key.inputs },
      diffReasons: ["keepers"],
      replaceReasons: ["keepers"],
    },
    {
      op: "replace",
      urn: keyUrn,
      oldState: key,
      newState: { inputs: key.inputs },
      diffReasons: ["keepers"],
      replaceReasons: ["keepers"],
    },
    {
      op: "update",
      urn: projectUrn,
      oldState: {
        id: "11111111-1111-4111-8111-111111111111",
        inputs: { name: name(1), keyPair: keyPair(old) },
        outputs: {},
        dependencies: [keyUrn],
        propertyDependencies: { keyPair: [keyUrn] },
      },
      newState: {
        inputs: { name: name(1), keyPair: keyPair(unknown) },
        dependencies: [keyUrn],
        propertyDependencies: { keyPair: [keyUrn] },
      },
      diffReasons: ["keyPair"],
    },
  ];
  for (let index = 0; index < stores; index += 1) {
    const space = urnOf(ours("DataSpace"), `${name(index)}-${index}`);
    const settings = urnOf("kubernetes:core/v1:Secret", `${name(index)}-${index}`);
    const inputs = {
      projectId: "11111111-1111-4111-8111-111111111111",
      type: "Testing",
      store: { name: name(index), role: index % 2 ? "staging" : "production" },
    };
    const dependencies = [keyUrn, projectUrn];
    const fed = {
      dependencies: [keyUrn, space],
      propertyDependencies: { stringData: [keyUrn, space] },
    };
    steps.push(
      {
        op: "update",
        urn: space,
        oldState: {
          id: `22222222-2222-4222-8222-${String(index).padStart(12, "0")}`,
          inputs: { ...inputs, keyPair: keyPair(old) },
          outputs: { name: name(index), services: ["Live Search", name(index)] },
          dependencies,
          propertyDependencies: { keyPair: [keyUrn], projectId: [projectUrn] },
        },
        newState: {
          inputs: { ...inputs, keyPair: keyPair(unknown) },
          dependencies,
          propertyDependencies: { keyPair: [keyUrn], projectId: [projectUrn] },
        },
        diffReasons: ["keyPair"],
      },
      {
        op: "update",
        urn: settings,
        oldState: {
          id: secret,
          inputs: { stringData: { key: secret } },
          outputs: { stringData: { key: secret } },
          ...fed,
        },
        newState: { inputs: { stringData: { key: secret } }, ...fed },
        diffReasons: [`stringData["${name(index)}"]`],
      },
    );
  }
  steps.push({ op: "delete-replaced", urn: keyUrn, oldState: { ...key, delete: true } });
  return JSON.stringify({
    config: { "commerce-services:keyPolicy": keyPolicy, "commerce-services:portalToken": secret },
    steps,
    diagnostics: [
      {
        urn: keyUrn,
        severity: "warning",
        message: `warning: CS5012: about ${old} ${name(2)} ${secret}`,
      },
      { urn: keyUrn, severity: "warning", message: `another provider says ${secret}` },
    ],
    changeSummary: { update: 1 + 2 * stores, replace: 1 },
  });
}

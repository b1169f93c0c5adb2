import type { KeyPolicy } from "commerce-services-emulator";
import type { Declared } from "./engine";

/** What an edit of the program may change. */
export interface Knobs {
  readonly rotation: string;
  readonly label: string;
  readonly projectName: string;
  readonly liveName: string;
  readonly stagingSpace: string;
  readonly stagingStore: string;
  readonly cloudId: string;
  /** Whether the program declares the staging data space at all. */
  readonly hasStaging: boolean;
}

export const knobs: Knobs = {
  rotation: "1",
  label: "key",
  projectName: "Shop",
  liveName: "Production",
  stagingSpace: "Testing 1",
  stagingStore: "shop-staging",
  cloudId: "tysqxum7wu3xx",
  hasStaging: true,
};

/** Two stores on one project and one of another provider, all fed by one issued pair. */
export function programOf(given: Knobs, keyPolicy: KeyPolicy): Declared[] {
  const pair = (outputsOf: (name: string) => Record<string, unknown>) => {
    const { environment, publicKey, privateKey } = outputsOf("key");
    return { keyPair: { environment, publicKey, privateKey } };
  };
  const projectId = (outputsOf: (name: string) => Record<string, unknown>) =>
    outputsOf("project").projectId;
  return [
    {
      name: "key",
      kind: "ApiKeyPair",
      inputs: () => ({
        environment: "production",
        label: given.label,
        keepers: { rotation: given.rotation },
      }),
      deleteBeforeReplace: keyPolicy === "delete-first",
    },
    {
      name: "project",
      kind: "SaasProject",
      inputs: (of) => ({ name: given.projectName, ...pair(of) }),
    },
    {
      name: "live",
      kind: "DataSpace",
      inputs: (of) => ({
        projectId: projectId(of),
        type: "Production",
        name: given.liveName,
        store: { name: "shop", role: "production" },
        ...pair(of),
      }),
    },
    ...(given.hasStaging
      ? [
          {
            name: "staging",
            kind: "DataSpace" as const,
            isBesides: true as const,
            inputs: (of: (name: string) => Record<string, unknown>) => ({
              projectId: projectId(of),
              type: "Testing",
              dataSpaceId: spaceNamed(of("project"), given.stagingSpace),
              store: { name: given.stagingStore, role: "staging", cloudId: given.cloudId },
              cleanupOnRebind: true,
              ...pair(of),
            }),
          },
        ]
      : []),
    {
      name: "store",
      kind: "Store",
      isBesides: true,
      inputs: (of) => {
        const { publicKey, privateKey } = of("key");
        return { publicKey, privateKey };
      },
    },
  ];
}

function spaceNamed(project: Record<string, unknown>, name: string): unknown {
  const spaces = project.dataSpaces as readonly { dataSpaceId: string; name: string }[];
  return spaces.find((space) => space.name === name)?.dataSpaceId;
}

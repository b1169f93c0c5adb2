import { loader, typeToken } from "../../domain/urn";
import type { FoundProject, FoundSpace } from "./resourcesIn";

/** What `pulumi import --file` reads. */
export interface ImportDocument {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly inputs: object;
    readonly outputs: object;
  }[];
}

/** The same resources as {@link programText}'s. Holds no key: the engine would record it in clear. */
export function importDocument(projects: readonly FoundProject[]): ImportDocument {
  return { resources: projects.flatMap((one) => [projectEntry(one), ...one.spaces.map(entry)]) };
}

function projectEntry({ name, row, spaces }: FoundProject) {
  const __provider = loader("SaasProject");
  const inputs = { projectId: row.projectId, name: row.projectName, __provider };
  const dataSpaces = spaces.map(({ row: space }) => ({
    dataSpaceId: space.environmentId,
    name: space.environmentName,
    type: space.environmentType,
  }));
  const outputs = { ...inputs, dataSpaces, adopted: true };
  return { type: typeToken("SaasProject"), name, id: row.projectId, inputs, outputs };
}

function entry({ name, row }: FoundSpace) {
  const __provider = loader("DataSpace");
  const inputs = {
    projectId: row.projectId,
    dataSpaceId: row.environmentId,
    type: row.environmentType,
    name: row.environmentName,
    __provider,
  };
  const outputs = {
    ...inputs,
    projectName: row.projectName,
    services: row.featureSet ?? [],
    resyncCommands: [],
  };
  return { type: typeToken("DataSpace"), name, id: row.environmentId, inputs, outputs };
}

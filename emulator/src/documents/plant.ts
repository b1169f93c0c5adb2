import { createPublicKey } from "node:crypto";
import { type AccountSettings, newAccount } from "../account/accounts";
import { newId } from "../account/core";
import type { Contents } from "../account/world";
import { defined } from "../defined";
import { type Account, editionOf, entitledDataSpaces, type Standing } from "../rules/account";
import type { KeyRecord } from "../rules/keys";
import { type DataSpace, type Project, projectWith } from "../rules/projects";
import { type DataSpaceType, ENVIRONMENTS, type Environment } from "../rules/terms";
import { DocumentError } from "./DocumentError";
import type { FullSeed } from "./seed";

type SeedProject = NonNullable<FullSeed["production"]>["projects"][number];
type SeedKey = NonNullable<FullSeed["production"]>["keys"][number];

/** What an account holds at the start, by its seed. */
export function plant(
  seed: FullSeed,
  mageId: string,
  overrides: AccountSettings,
  now: number,
): Contents {
  const account = { ...newAccount(mageId, settingsOf(seed)), ...overrides };
  const keys: KeyRecord[] = [];
  const projects: Project[] = [];
  const dataSpaces: DataSpace[] = [];
  for (const environment of ENVIRONMENTS) {
    for (const key of seed[environment]?.keys ?? [])
      keys.push(plantKey(key, account, environment, now));
    for (const project of seed[environment]?.projects ?? []) {
      const made = plantProject(project, account, environment, now);
      projects.push(made.project);
      dataSpaces.push(...made.dataSpaces);
    }
  }
  refuseTwice(
    "publicKey",
    keys.map(({ publicKey }) => publicKey),
  );
  refuseTwice(
    "projectId",
    projects.map(({ projectId }) => projectId),
  );
  refuseTwice(
    "dataSpaceId",
    dataSpaces.map(({ dataSpaceId }) => dataSpaceId),
  );
  return { accounts: [account], keys, projects, dataSpaces };
}

function settingsOf(seed: FullSeed): AccountSettings {
  const edition = seed.edition ?? "commerce";
  const standing: Standing =
    seed.standing === "unlicensed" ? { state: "unlicensed" } : { state: seed.standing, edition };
  const { keyPolicy, role, maxProjects, organizationName, imsOrganizationId, propagation } = seed;
  const given = { keyPolicy, role, maxProjects, organizationName, imsOrganizationId, propagation };
  return { standing, ...defined(given) };
}

function plantKey(
  key: SeedKey,
  { mageId }: Account,
  environment: Environment,
  now: number,
): KeyRecord {
  return {
    publicKey: key.publicKey,
    mageId,
    environment,
    label: key.label,
    clientToken: key.clientToken ?? null,
    verifier: verifierFrom(key),
    createdAt: now,
    acceptedFrom: now,
    end: null,
    lastUsedAt: null,
  };
}

function verifierFrom({ publicKey, publicKeyPem }: SeedKey): string {
  try {
    const key = createPublicKey(publicKeyPem);
    if (key.asymmetricKeyType === "rsa")
      return key.export({ type: "spki", format: "pem" }).toString();
  } catch {
    // said below
  }
  throw new DocumentError("The seed", [`key ${publicKey}: publicKeyPem is not an RSA public key`]);
}

function plantProject(
  seed: SeedProject,
  account: Account,
  environment: Environment,
  now: number,
): { project: Project; dataSpaces: DataSpace[] } {
  const spaces = spacesOf(seed, account);
  const made = projectWith(account, { name: seed.name, environment }, spaces, newId, now);
  const projectId = seed.projectId ?? made.project.projectId;
  return {
    project: { ...made.project, projectId },
    dataSpaces: made.dataSpaces.map((space, index) => ({
      ...space,
      projectId,
      dataSpaceId: spaces[index]?.dataSpaceId ?? space.dataSpaceId,
      cloudId: spaces[index]?.cloudId ?? null,
    })),
  };
}

interface SpaceSeed {
  readonly name: string;
  readonly type: DataSpaceType;
  readonly dataSpaceId?: string | undefined;
  readonly cloudId?: string | undefined;
}

function spacesOf({ dataSpaces }: SeedProject, account: Account): readonly SpaceSeed[] {
  if (dataSpaces === undefined) return entitledDataSpaces(editionOf(account));
  if (Array.isArray(dataSpaces)) return dataSpaces;
  const many = (type: DataSpaceType, count: number): SpaceSeed[] =>
    Array.from({ length: count }, (_, index) => ({ type, name: nameOf(type, index, count) }));
  return [...many("Production", dataSpaces.production), ...many("Testing", dataSpaces.testing)];
}

/** As the service names them: `Production`, `Testing 1`, `Testing 2`. */
const nameOf = (type: DataSpaceType, index: number, count: number): string =>
  type === "Production" && count === 1 ? type : `${type} ${index + 1}`;

function refuseTwice(what: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  if (twice.size > 0)
    throw new DocumentError(
      "The seed",
      [...twice].map((id) => `${what} ${id} stands there twice`),
    );
}

import { CommerceServicesError } from "../errors/CommerceServicesError";
import * as wrong from "../errors/gateway";
import type { KeyPair } from "../keys/types";
import { readCreated } from "./creating";
import { createProof } from "./proof";
import { readOneRow, readRows } from "./readRows";
import { readAcceptance } from "./refusal";
import { rename } from "./rename";
import type { Row } from "./row";
import { createRowsCache } from "./rowsCache";
import type { Registry, RegistryOptions } from "./types";
import { createWire } from "./wire";

/** Ids are opaque: whatever they hold must stay one part of a path. */
const part = encodeURIComponent;

/** The client of the merchant registry. Errors: CS2001 to CS2039. */
export function createRegistry(options: RegistryOptions): Registry {
  const { http, clock, signer, gateways, signal, random, verifyTimeoutMs } = options;
  const wire = createWire(http, signer, gateways);
  const patience = { clock, random, signal, timeoutMs: verifyTimeoutMs };
  const cache = createRowsCache(clock);

  /** Whether or not it worked: what was listed before may no longer be so. */
  const writing = async <T>({ environment }: KeyPair, write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } finally {
      cache.forget(environment);
    }
  };

  /** A write that changes one row in a known way. When it fails, nobody knows what it changed. */
  const changing = async <T>(
    { environment }: KeyPair,
    dataSpaceId: string,
    change: Partial<Row>,
    write: () => Promise<T>,
  ): Promise<T> => {
    try {
      const written = await write();
      cache.amend(environment, dataSpaceId, change);
      return written;
    } catch (error) {
      cache.forget(environment);
      throw error;
    }
  };

  const rows = (pair: KeyPair) =>
    cache.get(pair, async () =>
      readRows(await wire.signed(pair, { method: "GET", path: "registry" })),
    );

  const project = async (pair: KeyPair, projectId: string) => {
    const path = `registry/projects/${part(projectId)}`;
    try {
      return readRows(await wire.signed(pair, { method: "GET", path }));
    } catch (error) {
      // Usually an empty list; in the registry's own words it means the same.
      const code = error instanceof CommerceServicesError ? error.code : undefined;
      if (code === wrong.registryNotFound.code) return [];
      throw error;
    }
  };

  return {
    ...createProof(wire, patience),
    rows,
    project,

    initialize: (pair, projectName) =>
      writing(pair, async () => {
        const exchange = await wire.signed(pair, {
          method: "POST",
          path: "registry/initialize",
          body: { projectName },
          creates: true,
        });
        return readCreated(exchange, readRows);
      }),

    renameProject: (pair, projectId, name) =>
      writing(pair, () =>
        rename(
          () =>
            wire.signed(pair, {
              method: "PATCH",
              path: `registry/projects/${part(projectId)}`,
              body: { projectName: name },
            }),
          async () => {
            const found = await project(pair, projectId);
            const all = found.length > 0 && found.every(({ projectName }) => projectName === name);
            return all ? found : undefined;
          },
          patience,
        ),
      ),

    renameDataSpace: (pair, dataSpaceId, name) =>
      changing(pair, dataSpaceId, { environmentName: name }, () => {
        const path = `registry/environments/${part(dataSpaceId)}`;
        return rename(
          () => wire.signed(pair, { method: "PATCH", path, body: { environmentName: name } }),
          async () => {
            const found = readOneRow(await wire.signed(pair, { method: "GET", path }));
            return found.environmentName === name ? found : undefined;
          },
          patience,
        );
      }),

    setCloudId: (pair, dataSpaceId, cloudId) =>
      changing(pair, dataSpaceId, { cloudId }, async () => {
        const path = `registry/environments/${part(dataSpaceId)}/cloudid/${part(cloudId)}`;
        readAcceptance(await wire.signed(pair, { method: "PUT", path }));
      }),

    cleanup: (pair, dataSpaceId) =>
      writing(pair, async () => {
        const path = `registry/environments/${part(dataSpaceId)}/cleanup`;
        return readOneRow(await wire.signed(pair, { method: "POST", path }));
      }),
  };
}

import { CommerceServicesError } from "../domain/errors";
import type { KeyPair } from "../domain/keyPair";
import { outcomeUnknown } from "../http/errors";
import * as errors from "./errors";
import { createWire, type Exchange } from "./request";
import { type Row, readAcceptance, readOneRow, readRows } from "./response";
import { createRowsCache } from "./rowsCache";
import type { Registry, RegistryOptions } from "./types";
import { createVerification, type PollOptions, waitFor } from "./verify";

/** Ids are opaque: whatever they hold must stay one part of a path. */
const part = encodeURIComponent;

/** The client of the merchant registry. Errors: CS2001 to CS2039. */
export function createRegistry(options: RegistryOptions): Registry {
  const { http, clock, clocks, gateways, signal, random, verifyTimeoutMs } = options;
  const wire = createWire(http, clocks, gateways);
  const poll = { clock, random, signal, timeoutMs: verifyTimeoutMs };
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
      if (code === errors.registryNotFound.code) return [];
      throw error;
    }
  };

  return {
    ...createVerification(wire, poll),
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
          poll,
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
          poll,
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

/** How long a new name may take to show. It is only a label: no reason to hold a run up for long. */
const LONGEST_MS = 10_000;

/**
 * Carries out a rename and reads back until the name shows. The rename calls are known from an older
 * public client only, so neither their being there nor the shape of their answer is taken for granted.
 */
export async function rename<T>(
  send: () => Promise<Exchange>,
  reread: () => Promise<T | undefined>,
  poll: PollOptions,
): Promise<T> {
  const exchange = await send();
  const { to, call } = exchange;
  try {
    readAcceptance(exchange);
  } catch (error) {
    const code = error instanceof CommerceServicesError ? error.code : undefined;
    if (code === errors.callNotFound.code) {
      throw errors.renameNotOffered(to, call, exchange.response.status);
    }
    throw error;
  }
  const timeoutMs = Math.min(LONGEST_MS, poll.timeoutMs);
  const renamed = await waitFor(reread, { ...poll, timeoutMs });
  if (renamed === undefined) throw errors.renameNotSeen(to, call);
  return renamed;
}

/** Answers after which the service may have made what it was asked for. The rest are refusals. */
const OPEN: readonly string[] = [
  errors.registryFault.code,
  errors.notJson.code,
  errors.notAnObject.code,
  errors.rowsMissing.code,
  errors.rowIncomplete.code,
];

/**
 * Reads the answer to a call that makes something. An answer that can't be read says no more about
 * the outcome than none at all.
 */
export function readCreated<T>(exchange: Exchange, read: (exchange: Exchange) => T): T {
  try {
    return read(exchange);
  } catch (error) {
    if (!(error instanceof CommerceServicesError)) throw error;
    throw OPEN.includes(error.code) ? outcomeUnknown(exchange.to, error) : error;
  }
}

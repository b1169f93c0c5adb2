import { CommerceServicesError } from "../domain/errors";
import { outcomeUnknown } from "../http/errors";
import * as errors from "./errors";
import { createWire, type Exchange } from "./request";
import { contractRefusal, readAnswer, refusal } from "./response";
import * as schemas from "./schemas";
import type { Portal, PortalOptions } from "./types";

/** Opaque: whatever a public key holds must stay one part of the path. */
const keyPath = (publicKey: string) => `v1/keys/${encodeURIComponent(publicKey)}`;

/** The client of the key issuing endpoint. Errors: CS2001 to CS2015, CS3001 to CS3016. */
export function createPortal(options: PortalOptions): Portal {
  const send = createWire(options);

  return {
    async account() {
      return readAnswer(await send({ method: "GET", path: "v1/account" }), schemas.account);
    },

    async keys(environment) {
      const path = `v1/keys?environment=${environment}`;
      const { keys } = readAnswer(await send({ method: "GET", path }), schemas.keyList);
      // A bridge may overlook the query; a pair of the other environment must not pass for ours.
      return keys.filter((key) => key.environment === environment);
    },

    async issue({ environment, label, clientToken }) {
      const body = { environment, label, clientToken };
      const exchange = await send({ method: "POST", path: "v1/keys", body, creates: true });
      return readIssued(exchange);
    },

    async relabel(publicKey, label) {
      const exchange = await send({ method: "PATCH", path: keyPath(publicKey), body: { label } });
      if (exchange.status === 404 && contractRefusal(exchange)) {
        throw errors.portalKeyNotFound(exchange.to, publicKey);
      }
      return readAnswer(exchange, schemas.portalKey);
    },

    async remove(publicKey) {
      const exchange = await send({ method: "DELETE", path: keyPath(publicKey) });
      if (exchange.status >= 200 && exchange.status < 300) return "removed";
      // Only in the contract's words: any web server answers 404 to what it doesn't know.
      if (exchange.status === 404 && contractRefusal(exchange)) return "absent";
      throw refusal(exchange);
    },
  };
}

/** Faults after which a pair may have been made all the same, its private key lost on the way. */
const OPEN: readonly string[] = [
  errors.portalFault.code,
  errors.portalNotJson.code,
  errors.portalAnswerUnexpected.code,
];

function readIssued(exchange: Exchange): schemas.Issued {
  try {
    return readAnswer(exchange, schemas.issued);
  } catch (error) {
    if (!(error instanceof CommerceServicesError) || !OPEN.includes(error.code)) throw error;
    throw outcomeUnknown(exchange.to, error);
  }
}

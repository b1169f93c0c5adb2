import type { ServiceError } from "@grpc/grpc-js";
import { grpc, messages, services, status } from "./bindings";
import { type PropertyMap, plain } from "./structs";

/** What a failed call says to the engine. */
export interface Failed {
  readonly code: number;
  readonly message: string;
  /** What was made all the same, when the failure says so. */
  readonly made:
    | { id: string; properties: PropertyMap; inputs: PropertyMap; reasons: string[] }
    | undefined;
}

export type Outcome<T> = ({ readonly ok: true } & T) | ({ readonly ok: false } & Failed);

/** A provider at an address, asked call by call; a failed call is an outcome like any other. */
export function connectionTo(address: string) {
  const client = new services.ResourceProviderClient(address, grpc.credentials.createInsecure());
  return {
    client,
    /** A call that is never answered, as after a thrown string, fails here with DEADLINE_EXCEEDED. */
    ask: <Answer, T>(
      call: (deadline: object, done: (error: ServiceError | null, answer: Answer) => void) => void,
      read: (answer: Answer) => T,
    ): Promise<Outcome<T>> =>
      new Promise((resolve) => {
        call({ deadline: Date.now() + 60_000 }, (error, answer) =>
          resolve(error ? { ok: false, ...failedOf(error) } : { ok: true, ...read(answer) }),
        );
      }),
    meta: () => new grpc.Metadata(),
    hangUp: () => client.close(),
  };
}

export function failedOf(error: ServiceError): Failed {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  const [any] = Buffer.isBuffer(details)
    ? status.Status.deserializeBinary(details).getDetailsList()
    : [];
  const made = any && messages.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
  return {
    code: error.code,
    message: error.details,
    made: made && {
      id: made.getId(),
      properties: plain(made.getProperties()),
      inputs: plain(made.getInputs()),
      reasons: made.getReasonsList(),
    },
  };
}

import { status as Code, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { asCoded, unexpected } from "../../domain/errors";
import { callCancelled, isOutcomeUnknown } from "../../http/errors";
import { InitializationFailed } from "../adapter";
import { operationTimedOut } from "../errors";
import { toStruct } from "./structs";

/**
 * A failure as the engine understands it. Its code tells whether anything may have happened:
 * UNKNOWN and INTERNAL leave the resource's state open, every other code is a clean failure. One
 * that carries what was made is recorded with it, and finished by the next run.
 */
export function failure(error: unknown): ServiceError {
  if (error instanceof InitializationFailed) return initializationFailed(error);
  const coded = asCoded(error);
  return serviceError(codeOf(coded), coded.message);
}

function codeOf(error: { readonly code: string }): Code {
  if (isOutcomeUnknown(error)) return Code.UNKNOWN;
  if (error.code === unexpected.code) return Code.INTERNAL;
  if (error.code === callCancelled.code) return Code.CANCELLED;
  if (error.code === operationTimedOut.code) return Code.DEADLINE_EXCEEDED;
  return Code.FAILED_PRECONDITION;
}

function initializationFailed({ id, message, properties, inputs }: InitializationFailed) {
  const made = new ErrorResourceInitFailed();
  made.setId(id);
  made.setProperties(toStruct(properties));
  made.setInputs(toStruct(inputs));
  made.setReasonsList([message]);
  const detail = new Any();
  detail.pack(made.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const all = new Status();
  all.setCode(Code.UNKNOWN);
  all.setMessage(message);
  all.setDetailsList([detail]);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(all.serializeBinary()));
  return serviceError(Code.UNKNOWN, message, metadata);
}

function serviceError(code: Code, details: string, metadata = new Metadata()): ServiceError {
  return Object.assign(new Error(details), { code, details, metadata });
}

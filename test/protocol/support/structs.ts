import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "./bindings";

export type Bag = Record<string, unknown>;

export const struct = (bag: Readonly<Bag>): StructMessage =>
  Struct.fromJavaScript(bag as Parameters<typeof Struct.fromJavaScript>[0]);

export const plain = (message: StructMessage | undefined): Bag =>
  (message?.toJavaScript() ?? {}) as Bag;

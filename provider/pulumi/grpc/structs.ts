import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A bag of properties, as JSON has them. */
export type Bag = Record<string, unknown>;

export const toStruct = (bag: Readonly<Bag>): Struct =>
  Struct.fromJavaScript(bag as Parameters<typeof Struct.fromJavaScript>[0]);

export const toBag = (struct: Struct | undefined): Bag => (struct?.toJavaScript() ?? {}) as Bag;

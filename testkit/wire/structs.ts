import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "./bindings";

export type PropertyMap = Record<string, unknown>;

export const struct = (properties: Readonly<PropertyMap>): StructMessage =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

export const plain = (message: StructMessage | undefined): PropertyMap =>
  (message?.toJavaScript() ?? {}) as PropertyMap;

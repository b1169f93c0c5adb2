import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyMap } from "../state/wire";

export const toStruct = (map: Readonly<PropertyMap>): Struct =>
  Struct.fromJavaScript(map as Parameters<typeof Struct.fromJavaScript>[0]);

export const fromStruct = (struct: Struct | undefined): PropertyMap =>
  (struct?.toJavaScript() ?? {}) as PropertyMap;

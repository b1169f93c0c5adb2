import { readDocument } from "./DocumentError";
import { type FullSeed, seedSchema } from "./seed";

export const readSeed = (value: unknown, document = "The seed"): FullSeed =>
  readDocument(seedSchema, value, document);

// The neighbour: a well-known emulator of another service, in memory.
import { createRequire } from "node:module";

const dynalite = createRequire(import.meta.url)("dynalite");
dynalite({ createTableMs: 0 }).listen(Number(process.argv[2]), "127.0.0.1");

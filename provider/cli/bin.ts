#!/usr/bin/env node
import { main } from "./main";
import { nodeIo } from "./nodeIo";

main(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});

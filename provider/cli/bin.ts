#!/usr/bin/env node
import { main } from "./main";
import { realWorld } from "./nodeIo";

main(process.argv.slice(2), realWorld()).then((code) => {
  process.exitCode = code;
});

#!/usr/bin/env node
// Here from the first install on, which is when npm links a command: dist is built only after it.
require("../dist/bin.js");

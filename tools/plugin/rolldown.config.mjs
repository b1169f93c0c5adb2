import { defineConfig } from "rolldown";
import { licences } from "./licences.mjs";

/**
 * The provider plugin as one file: it starts for every preview, and finding a thousand small files
 * would take most of that time. `@pulumi/pulumi` gives its protocol's messages alone.
 */
export default defineConfig({
  input: "provider/pulumi/grpc/main.ts",
  platform: "node",
  external: [/^node:/],
  plugins: [licences("LICENSES.txt")],
  output: {
    file: "plugin/server/server.js",
    format: "cjs",
    minify: false,
    codeSplitting: false,
  },
});

/**
 * Which way imports may point (docs/architecture.md): data goes one way, downwards. `npm run check`
 * refuses an import against the arrow, types included.
 */

/**
 * A folder of provider/, and the folders below it that it may import. A folder that is not here may
 * be imported by none of them and import none.
 */
const below = {
  // The ground floor: what every room agrees on. It imports nothing of ours.
  domain: [],
  keys: ["domain"],
  http: ["domain"],
  config: ["keys", "domain"],
  registry: ["http", "keys", "domain"],
  portal: ["http", "keys", "domain"],
  // Who holds a pair, from what the engine has recorded.
  witness: ["keys", "domain"],
  // Settings are plain values: no client, no configuration of the stack.
  connector: ["keys", "domain"],
  resources: ["witness", "registry", "portal", "http", "config", "keys", "domain"],
  // Both providers: what the engine calls, translated into the lifecycles.
  pulumi: ["resources", "witness", "http", "config", "keys", "domain"],
  // What a program imports.
  sdk: ["pulumi", "resources", "connector", "config", "keys", "domain"],
  // A report is drawn from a plan alone.
  impact: ["resources", "domain"],
  cli: [
    "impact",
    "pulumi",
    "resources",
    "witness",
    "registry",
    "portal",
    "http",
    "config",
    "keys",
    "domain",
  ],
};

/** Files that a program or the engine meets: all else in provider/ has never heard of Pulumi. */
const KNOWS_PULUMI = [
  "^provider/(index|provider)\\.ts$",
  "^provider/connector/connectorSettings\\.ts$",
  "^provider/(pulumi|sdk)/",
];

/** Folders without any I/O: what they do follows from what they are given. */
const PURE =
  "^provider/(domain|keys|witness|connector|config|impact|resources/run)/|^emulator/src/rules/";

/** Rooms that put the clients of one account together: `provider/clients.ts`. */
const CLIENTS = ["pulumi", "cli"];

const layers = Object.entries(below).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-from-below`,
  comment: `provider/${folder} may import: ${[...allowed, "itself"].join(", ")}.`,
  severity: "error",
  from: { path: `^provider/${folder}/` },
  to: {
    path: "^provider/",
    pathNot: `^provider/(${[folder, ...allowed].join("|")})/${CLIENTS.includes(folder) ? "|^provider/clients\\.ts$" : ""}`,
  },
}));

/** Files that start processes with means of their own, each with its reason. */
const STARTS_PROCESSES = [
  "^testkit/process/command\\.ts$",
  // Before anything is installed: plain Node.
  "^tools/(bootstrap|ci)\\.mjs$",
  // It asks its process by messages, which ends with their channel.
  "^bench/service\\.ts$",
];

/** An npm package, wherever it is installed. */
const npm = (...names) => `node_modules/(${names.join("|")})/`;

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "classes-know-no-client",
      comment: "A program must not load the clients: their calls are made in the engine's process.",
      severity: "error",
      from: { path: "^provider/sdk/" },
      to: {
        path: "^provider/(http|registry|portal)/|/lifecycle\\.ts$|^provider/resources/table\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "a-report-shares-messages-alone",
      comment:
        "It leaves out what a row says already, and knows it by its code. It asks no lifecycle.",
      severity: "error",
      from: { path: "^provider/impact/" },
      to: { path: "^provider/resources/", pathNot: "/(errors|rotationWarnings)\\.ts$" },
    },
    {
      name: "every-folder-has-its-place",
      comment: "A new folder of provider/ needs a row in the table `below`.",
      severity: "error",
      from: { path: "^provider/[^/]+/", pathNot: `^provider/(${Object.keys(below).join("|")})/` },
      to: { path: "" },
    },
    {
      name: "no-circles",
      comment: "Two files that need each other are one file, or a third is missing. Types may.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "only-the-edge-knows-pulumi",
      comment: "A second adapter must be able to use the same lifecycles and clients.",
      severity: "error",
      from: { path: "^provider/", pathNot: KNOWS_PULUMI },
      to: { path: npm("@pulumi/pulumi", "@grpc/grpc-js") },
    },
    {
      name: "lifecycles-never-reach-pulumi",
      comment: "Not by a detour either.",
      severity: "error",
      from: { path: "^provider/resources/[^/]+/lifecycle\\.ts$" },
      to: { path: `${npm("@pulumi/pulumi")}|^provider/(pulumi|sdk)/`, reachable: true },
    },
    {
      name: "pure-folders-do-no-io",
      comment: "Keys, errors, settings and rules follow from what they are given.",
      severity: "error",
      from: { path: PURE },
      to: {
        path: [
          "^(node:)?(fs|net|tls|dns|http|http2|https|child_process|worker_threads|timers)(/|$)",
          npm("undici", "hono", "@hono/node-server", "libsql"),
        ],
      },
    },
    {
      name: "only-http-makes-calls",
      comment: "Timeouts, retries and limits are in one place.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/http/" },
      to: { path: [npm("undici"), "^(node:)?(net|tls|http|http2|https)(/|$)"] },
    },
    {
      name: "provider-and-emulator-share-nothing",
      comment:
        "The emulator judges the provider: one mistake in shared code would pass on both sides.",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^emulator/|node_modules/commerce-services-emulator/" },
    },
    {
      name: "emulator-and-provider-share-nothing",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: "^(provider|dist)/|node_modules/pulumi-commerce-services/" },
    },
    {
      name: "emulator-rules-know-no-store-and-no-http",
      comment: "The account's rules are functions of the account and the clock's reading.",
      severity: "error",
      from: { path: "^emulator/src/rules/" },
      to: { path: "^emulator/src/", pathNot: "^emulator/src/rules/" },
    },
    {
      name: "conformance-knows-no-emulator",
      comment: "What it proves of the emulator it can prove of any service that speaks HTTP.",
      severity: "error",
      from: { path: "^emulator/conformance/" },
      to: {
        path: "^emulator/|node_modules/",
        pathNot: `^emulator/conformance/|${npm("commander")}`,
      },
    },
    {
      name: "emulator-knows-no-conformance",
      comment: "It starts the suite as a program, and can't be written to suit it.",
      severity: "error",
      from: { path: "^emulator/src/" },
      to: { path: "^emulator/conformance/" },
    },
    {
      name: "only-declared-dependencies",
      comment: "Who installs the package gets what its package.json names, and no more.",
      severity: "error",
      // The plugin is shipped as one built file, which holds what it is built from.
      from: { path: "^(provider|emulator/(src|conformance))/", pathNot: "^provider/pulumi/grpc/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        // The adapter loads gRPC from where the SDK is, and names its types alone.
        pathNot: npm("@grpc/grpc-js"),
        // @pulumi/pulumi is a peer, and a dev dependency only so that this repository has one.
        dependencyTypesNot: ["npm-peer"],
      },
    },
    {
      name: "tests-know-no-tool",
      comment: "What both need is in testkit/. A test of a tool lies beside the tool.",
      severity: "error",
      from: { path: "^(test|emulator)/" },
      to: { path: "^tools/" },
    },
    {
      name: "tools-know-no-test",
      severity: "error",
      from: { path: "^tools/" },
      to: { path: "^(test|emulator/test)/" },
    },
    {
      name: "testkit-knows-neither",
      severity: "error",
      from: { path: "^testkit/" },
      to: { path: "^(bench|test|tools|emulator/test)/" },
    },
    {
      name: "bench-knows-the-testkit-alone",
      comment: "It measures the packages as their users have them. Of the emulator it needs types.",
      severity: "error",
      from: { path: "^bench/" },
      to: { path: "^(provider|test|tools|emulator/(conformance|test))/" },
    },
    {
      name: "one-test-knows-bench",
      comment: "The gate's, which runs the genuine engine.",
      severity: "error",
      from: {
        path: "^(provider|emulator|test|tools)/",
        pathNot: "^test/engine/bench\\.test\\.ts$",
      },
      to: { path: "^bench/" },
    },
    {
      name: "only-the-testkit-starts-processes",
      comment: "Environment, timeouts and failures are handled in testkit/process/command.ts.",
      severity: "error",
      from: {
        path: "^(testkit|bench|test|tools|emulator/test)/",
        pathNot: STARTS_PROCESSES,
      },
      to: { path: ["^(node:)?child_process$", npm("tinyexec", "execa", "cross-spawn")] },
    },
    {
      name: "tests-import-no-test-of-the-emulator",
      comment: "The emulator is a package of its own, its tests too.",
      severity: "error",
      from: { path: "^test/" },
      to: { path: "^emulator/test/" },
    },
    {
      name: "no-import-that-leads-nowhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Programs of the benchmark, which are put together in a folder of their own.
    exclude: { path: "^bench/programs/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "require", "node"],
    },
  },
};

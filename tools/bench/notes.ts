/** What each phase's time goes into, found with the profiles of a run; the page's figures are of another. */
const SDK =
  "For each property of a resource, inputs and outputs alike, the SDK takes four stack traces in the program and has them mapped by its source-map support (`debuggablePromise` in its `transferProperties`): a third of the program's processor time in a profile. A data space of ours has five properties more than bare's, one of them its urn.";

/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the files of this package that a preview needs. The clients are loaded for the first call only. On a shared machine the wall clock shows two or three times that. Bundled into one file all of it takes a quarter; but then a corrected zod would reach nobody before our next release.",
  "up-bare": `missed by a hair, and not by the engine: in its own profile (\`pulumi up --profiling\`, 300 resources) it needs less processor time for ours, 17.3 s, than for bare, 18.0 s, for our state is smaller; three quarters of either is \`SnapshotManager.saveSnapshot\`, which writes the whole state twice for each resource. What is left is the program and the provider process: 1.2 and 0.5 s more for 300, which take turns with the engine on two cores. ${SDK} The plugin is below bare.`,
  "up-floor":
    "the provider that does nothing misses it too (bare over floor: see the table). In the engine's own profile (`pulumi up --profiling`, 300 resources) the engine alone needs 17.3 s of processor time for ours, 18.0 s for bare and 12.7 s for the floor, of which 12.9, 13.8 and 10.2 s are `SnapshotManager.saveSnapshot`: components have no outputs, so their state is smaller, and the engine serialises and writes all of it after each step. With the private key in the inputs as well, as it was before, ours took 1.54 times the floor. What is left of the key, in the outputs, is what a refresh signs with.",
  "preview-bare": `${SDK} Given the same five, bare's program takes 3.9 s of processor time for 300 resources instead of 3.1, and ours 4.6: half of the difference is these properties. Of the other half three quarters are the same traces, a frame deeper by our base class; our own functions are below 1 % of the profile. The provider process adds 0.2 s for 300: where bare does not look at what it is given, inputs and state are checked with their schemas and compared, and bindings with each other. Fewer properties would be fewer outputs for the program.`,
  "refresh-bare":
    "bare answers with what it is given. Ours loads its clients, asks the service, checks state and row with their schemas, writes the new state, and is asked by the engine for a difference as well: 0.35 s of processor time for 300 resources in the provider process, of which 0.1 is loading, and 0.2 s in the engine, whose state has twice as many outputs to compare.",
  "growth-previewSame":
    "the floor's no-op preview of 100 was an outlier of its one round (2.8 s, where its no-op up took 2.1); measured by the no-op up, which does the same, growth is below the floor's.",
  "growth-refresh":
    "a tenth over bare, of one round at the largest size. What grows is the work for each resource named above; calls do not grow.",
};

/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the files of this package that a preview needs. The clients are loaded for the first call only. On a shared machine the wall clock shows two or three times that. Bundled into one file all of it takes a quarter; but then a corrected zod would reach nobody before our next release.",
  "up-floor":
    "the provider that does nothing misses it too (bare over floor: see the table). In the engine's own profile (`pulumi up --profiling`) three quarters of its processor time are `SnapshotManager.saveSnapshot`: it serialises and writes the whole state after each step, and components have no outputs, so their state is smaller. What is left of the private key, in the outputs, is what a refresh signs with.",
  "preview-bare":
    "for each property of a resource, inputs and outputs alike, the SDK takes four stack traces in the program and has them mapped by its source-map support (`debuggablePromise` in its `transferProperties`): a third of the program's processor time in a profile. Ours has one property more than bare, the resource's urn, which the dynamic host does not pass on.",
  "refresh-bare":
    "bare answers with what it is given. In profiles of the provider process (300 and 1,000 resources) a row costs 0.1 ms in our own functions: its state and the service's row are checked with their schemas, compared and written. As much again goes to protobuf and the collector, since ours answers with inputs beside outputs: after an update that was half done the engine has recorded inputs that the account does not have, and would see no difference again. And 0.1 s, once, is loading provider and clients, a signature and the six calls. The rest is the engine's, for bare and ours alike.",
  "plugin-up":
    "the dynamic provider has become faster than the plugin in this. The engine records the stack of constructors of each resource; the SDK has to map it, four times for each property; and the plugin's classes are one constructor deeper than the others: its state is 5 % larger.",
  "growth-previewNew":
    "bare, which does nothing, grows as fast (see the tables: 3.7 times, ours 3.8): of a resource the engine asks a provider for a check and a difference, of a component nothing, so that each one more costs more, from the same start.",
  "growth-previewSame":
    "bare, which does nothing, grows as fast (see the tables: 3.4 times, ours 3.4): of a resource the engine asks a provider for a check and a difference, of a component nothing, so that each one more costs more, from the same start.",
  "growth-refresh":
    "a twentieth over bare, within what one round at the largest size can tell. What grows is the work for each row that is named above; calls do not grow.",
};

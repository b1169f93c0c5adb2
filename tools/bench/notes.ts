const FURTHER =
  "each further resource costs no more at the large end than at the small, and by the engine's own log of its calls a check and a difference take no longer in a stack of 1,000 than of 100: both tables stand below, with bare beside ours. The factor is larger than the floor's because of a resource the engine asks a provider for a check and a difference, of a component nothing; bare, which answers at once, has it too.";

/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the files of this package that a preview needs. The clients are loaded for the first call only. On a shared machine the wall clock shows two or three times that. Bundled into one file all of it takes a quarter; but then a corrected zod would reach nobody before our next release.",
  "up-floor":
    "the provider that does nothing misses it too (bare over floor: see the table). In the engine's own profile (`pulumi up --profiling`) three quarters of its processor time are `SnapshotManager.saveSnapshot`: it serialises and writes the whole state after each step, and components have no outputs, so their state is smaller. What is left of the private key, in the outputs, is what a refresh signs with.",
  "preview-bare":
    "for each property of a resource, inputs and outputs alike, the SDK takes four stack traces in the program and has them mapped by its source-map support (`debuggablePromise` in its `transferProperties`): a third of the program's processor time in a profile. Ours has one property more than bare, the resource's urn, which the dynamic host does not pass on. And a single command scatters by a sixth: of the three turns of the run of 2026-11-22 ours took 11.2, 12.7 and 13.1 s, bare 10.7, 10.7 and 11.1. Six turns of each on stacks of their own, right after it, came to 11.2 over 10.6 s by the middle and 10.6 over 10.0 by the least: 1.06 either way, so this goal is met after all, and three turns are few.",
  "refresh-bare":
    "bare answers with what it is given. In profiles of the provider process (1,000 and 3,000 resources) a row costs 0.1 ms in our own functions: its state and the service's row are checked with their schemas, compared and written. The collector takes as much again, though ours allocates no more than bare: after the listing, for which all reads wait, the calls go on arriving together, and more of what the SDK has decoded is alive at each collection. And 0.1 s, once, is loading provider and clients, a signature and the six calls. The rest is the engine's, for bare and ours alike.",
  "plugin-up":
    "one `up` of each at the largest size: two of the same way differ by a tenth. The state, which is what an `up` of this size writes, is 3 % larger through the plugin: it records a resource's urn and what loads the other door's code beside what the engine knows, so that a stack can move there.",
  "growth-previewNew": FURTHER,
  "growth-previewSame": FURTHER,
  "growth-upSame": FURTHER,
  "growth-refresh":
    "a refresh begins with the six calls, whatever the size; what grows is the work for each row (see the note of refresh, and the table of what each further resource takes). Calls do not grow.",
};

const CALLED =
  "for each resource the engine asks a provider for a check and, of one that is there already, a difference, of a component nothing: each further resource therefore costs more, beside a start of processes that is the same for any size, and the factor is larger. Bare, which answers at once, has it too: the table of what each further resource takes has both. By the engine's own log of its calls, in the table after that, a check and a difference take no longer in a stack of 1,000 than of 100.";

/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the files of this package that a preview needs. The clients are loaded for the first call only. On a shared machine the wall clock shows two or three times that. Bundled into one file all of it takes a quarter; but then a corrected zod would reach nobody before our next release.",
  "up-floor":
    "the provider that does nothing misses it too (`bare/floor` in the table). In the engine's own profile (`pulumi up --profiling`) three quarters of its processor time are `SnapshotManager.saveSnapshot`: it serialises and writes the whole state after each step, and components have no outputs, so their state is smaller. What is left of the private key, in the outputs, is what a refresh signs with.",
  "preview-bare":
    "for each property of a resource, inputs and outputs alike, the SDK takes four stack traces in the program and has them mapped by its source-map support (`debuggablePromise` in its `transferProperties`): a third of the program's processor time in a profile. Ours has one property more than bare, the resource's urn, which the dynamic host does not pass on. That is worth less than the limit. A single command scatters by a sixth, and this ratio with it: the least of its turns stands in the table.",
  "refresh-bare":
    "bare answers with what it is given. In profiles of the provider process (1,000 and 3,000 resources) a row costs 0.1 ms in our own functions: its state and the service's row are checked with their schemas, compared and written. The collector takes as much again, though ours allocates no more than bare: once the first calls have waited for the listing, V8 puts what is decoded for later ones among the old objects at once (with `--no-allocation-site-pretenuring` 8 % of the processor time goes). And 0.1 s, once, is loading provider and clients, a signature and the six calls. The rest is the engine's, for bare and ours alike.",
  memory:
    "it is met in every command but the refresh, and there it is V8. While the clients are loaded and the account is listed, the first eight calls wait; by the collector's own statistics what was decoded for them outlives its looks, so V8 takes it that such objects live long and puts all later ones among the old ones at once (allocation-site pretenuring), where they lie dead until a full collection. With the same 1,000 reads and `--no-allocation-site-pretenuring` our process has 170 MB instead of 214, bare 152 with and 150 without; 8 % of our processor time goes, too. A bare provider that spends 150 ms on loading rises to 190 MB and more by itself. Nothing is kept: after a full collection our heap is 41 MB, bare's 33. The flag is not ours to give: the SDK starts the host, `NODE_OPTIONS` does not allow it, and set from within it comes too late three times of four. The plugin stays below the bare host.",
  "growth-up":
    "an `up` writes the whole state after each step, and a component's state is smaller: it has no outputs (see the note of up over the floor). Two commands of the same way differ by a tenth at this size.",
  "growth-destroy":
    "as an `up`, a destroy writes what is left of the state after each step. Before a pair is deleted the engine is asked who still holds it, once for each pair.",
  "plugin-up":
    "two `up`s of the same way differ by a tenth at the largest size. The state, which is what an `up` of this size writes, is 3 % larger through the plugin: it records a resource's urn and what loads the other provider's code beside what the engine knows, so that a stack can move there.",
  "growth-previewNew": CALLED,
  "growth-previewSame": CALLED,
  "growth-upSame": CALLED,
  "growth-refresh":
    "a refresh begins with the six calls, whatever the size; what grows is the work for each row (see the note of refresh, and the table of what each further resource takes). Calls do not grow.",
};

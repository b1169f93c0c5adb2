/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the 69 files of this package that a preview needs. The clients and undici are loaded for the first call only. On a shared machine the wall clock shows two or three times that.",
  memory:
    "the HTTP client's, and none of it grows with the stack. In a process that holds nothing but the host (124 MB), undici takes 8 MB when it is loaded and 8 more for its first answers; then V8 optimizes its WebAssembly parser in the background, which takes 29 MB for a moment. With V8's `--liftoff-only`, which leaves that out, the same process peaks at 136 MB in place of 169. Node's own `fetch`, which stock uses, peaks as high.",
};

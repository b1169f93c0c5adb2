/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {
  load: "by processor time, loading takes about 45 ms: 17 for zod, 11 for zod's translations, which every entry of it loads, and 16 for the files of this package that a preview needs. The clients are loaded for the first call only. On a shared machine the wall clock shows two or three times that. Bundled into one file all of it takes a quarter; but then a corrected zod would reach nobody before our next release.",
};

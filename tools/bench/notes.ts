/** What a profile showed of a goal that was missed, by the goal's id. Markdown, one paragraph. */
export const notes: Readonly<Record<string, string>> = {};

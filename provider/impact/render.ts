import type { TextOptions } from "./renderers/text";
import type { Level } from "./report/levels";
import type { Report } from "./report/model";

export interface RenderOptions extends TextOptions {
  /** From which risk on a JUnit test case is failed. Default `high`. */
  readonly failOn?: Level | undefined;
}

/** Each is loaded only for its format. A format left out here does not compile. */
const renderers = {
  text: async (report, options) =>
    (await import("./renderers/text.js")).renderText(report, options),
  markdown: async (report) => (await import("./renderers/markdown.js")).renderMarkdown(report),
  json: async (report) => renderJson(report),
  sarif: async (report) => (await import("./renderers/sarif.js")).renderSarif(report),
  junit: async (report, { failOn }) =>
    (await import("./renderers/junit.js")).renderJunit(report, failOn),
  html: async (report) => (await import("./renderers/html.js")).renderHtml(report),
  mermaid: async (report) => (await import("./renderers/mermaid.js")).renderMermaid(report),
  github: async (report) => (await import("./renderers/markdown.js")).renderGithub(report),
} satisfies Record<string, (report: Report, options: RenderOptions) => Promise<string>>;

export type Format = keyof typeof renderers;
export const formats = Object.keys(renderers) as Format[];

/** The report in one of the {@link formats}; ends with a line break. */
export const render = (
  report: Report,
  format: Format,
  options: RenderOptions = {},
): Promise<string> => renderers[format](report, options);

/** The report itself; its schema is docs/impact.schema.json. */
const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

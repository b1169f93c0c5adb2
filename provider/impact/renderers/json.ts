import type { Report } from "../model";

/** The report itself; its schema is docs/impact.schema.json. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

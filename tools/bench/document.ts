import type { Report } from "./report";
export const document = (_report: Report): string => "# Performance\n";

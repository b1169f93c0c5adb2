/** The impact report: what a plan of `pulumi preview` does to stores and services. */
export type { KeyPolicy } from "../config/configuration";
export { reaches, readBaseline } from "./baseline";
export type { Baseline, ImpactOptions } from "./context";
export { impactOf } from "./impactOf";
export { type Report, report as reportSchema, reportJsonSchema } from "./model";
export { type Plan, readPlan } from "./plan";
export { type Format, formats, type RenderOptions, render } from "./render";
export { LEVELS, type Level } from "./terms";

/** The impact report: what a plan of `pulumi preview` does to stores and services. */
export type { KeyPolicy } from "../domain/keyPolicy";
export type { ImpactOptions } from "./analysis/context";
export { impactOf } from "./impactOf";
export { type Plan, readPlan } from "./plan/plan";
export { type Format, formats, type RenderOptions, render } from "./render";
export { type Baseline, reaches, readBaseline } from "./report/baseline";
export { LEVELS, type Level } from "./report/levels";
export { type Report, report as reportSchema, reportJsonSchema } from "./report/model";
export type { SettingChange } from "./settings/settings";

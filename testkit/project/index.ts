/** For tests that run the genuine engine: a project of their own, its commands, plans and state. */

export { findSecret, type Place } from "../secrets/findSecret";
export type { Result, Started } from "./cli";
export { type Diagnostic, opsByName, type Preview, type Step } from "./preview";
export { createProject, type Project, type ProjectOptions } from "./project";
export { type Deployment, resourcesNamed, type StateResource } from "./state";

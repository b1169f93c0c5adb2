/** The genuine Pulumi engine for tests and the quick start: where it is, and how to run it apart from the user's own. */
export { type EngineIsolation, engineEnvironment } from "./environment";
export { type EngineFiles, engineFiles } from "./files";
export { type Progress, showProgress } from "./progress";
export { type SetUpOptions, setUpEngine } from "./setUp";
export { engineVersion } from "./versions";

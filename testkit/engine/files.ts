/** The three files that make an engine for Node programs; they must lie in one folder. */
export interface EngineFiles {
  readonly cli: string;
  readonly languageHost: string;
  /** A script of the npm package `@pulumi/pulumi` that starts dynamic providers. */
  readonly dynamicProvider: string;
}

export function engineFiles(platform: NodeJS.Platform = process.platform): EngineFiles {
  const windows = platform === "win32";
  return {
    cli: windows ? "pulumi.exe" : "pulumi",
    languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
    dynamicProvider: windows
      ? "pulumi-resource-pulumi-nodejs.cmd"
      : "pulumi-resource-pulumi-nodejs",
  };
}

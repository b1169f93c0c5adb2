/**
 * What is set up where no usable engine is found. Change it together with the modules in go/ and
 * their go.sum: `go mod tidy` in both folders writes them.
 */
export const engineVersion = "3.276.0";

/**
 * The last release that carries the Node language host in the Go SDK module: later ones keep it in
 * a module of its own that the public module proxy does not serve. It runs with the CLI above.
 */
export const languageHostVersion = "3.68.0";

/** `pulumi import --file` of resources with inputs and outputs needs it (pulumi/pulumi#23984). */
export const oldestUsableVersion = "3.254.0";

/** The `go` line of both go.mod files: an older Go refuses them, or fetches this one. */
export const oldestGoVersion = "1.26.6";

/** Compares the numbers of two versions, such as `v3.259.0` and `3.254.0`; a pre-release counts as its release. */
export function isAtLeast(version: string, oldest: string): boolean {
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const [have, want] = [numbers(version), numbers(oldest)];
  const differing = want.findIndex((number, i) => number !== (have[i] ?? 0));
  return differing === -1 || (have[differing] ?? 0) > (want[differing] ?? 0);
}

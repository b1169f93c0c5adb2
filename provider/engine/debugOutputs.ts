/** From this level on the engine logs every call to a provider (measured: CLI 3.259.0). */
const LEAKING_LEVEL = 9;

/**
 * What of this run shows private keys in clear, each as a person would name it: the engine writes
 * them there by itself (docs/security.md).
 *
 * @param argv of the engine's process, without its name; empty where that can't be told
 */
export function debugOutputs(
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): string[] {
  const level = Math.max(0, ...argv.map((arg, at) => levelIn(arg, argv[at + 1])));
  const isJson = argv.some((arg) => /^(-j|--json(=true)?)$/.test(arg));
  // Flags of every command may stand before its name.
  const isUp = argv.some((arg) => /^(up|update)$/.test(arg));
  const isDebug = argv.some((arg) => /^(-d|--debug(=true)?)$/.test(arg));
  return [
    ...(environment.PULUMI_DEBUG_GRPC ? ["PULUMI_DEBUG_GRPC"] : []),
    ...(level >= LEAKING_LEVEL ? [`-v=${level}`] : []),
    ...(isDebug ? ["--debug"] : []),
    // A preview's JSON is a document of another kind, in which secrets are masked.
    ...(isJson && isUp ? ["up --json"] : []),
  ];
}

/** `-v=9`, `-v9`, `-v 9`, and the same with `--verbose`; 0 for anything else. */
function levelIn(arg: string, next: string | undefined): number {
  const [, joined] = /^(?:-v=?|--verbose=)(\d+)$/.exec(arg) ?? [];
  if (joined !== undefined) return Number(joined);
  return /^(-v|--verbose)$/.test(arg) && /^\d+$/.test(next ?? "") ? Number(next) : 0;
}

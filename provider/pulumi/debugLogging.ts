import type { EngineFlags } from "./engineCommand";

/** From this level on the engine logs values in clear: to a file, or with `--logtostderr` to stderr. */
const LEAKING_LEVEL = 3;

/**
 * What of this run shows private keys in clear, each as a person would name it: the engine writes
 * them there by itself. Which these are was measured, not guessed: `npm run outlets`.
 */
export function debugOutputs(
  environment: Readonly<Record<string, string | undefined>>,
  flags: EngineFlags,
): string[] {
  const level = Number.parseInt(flags.value("verbose") ?? "0", 10);
  const isUp = /^(up|update)$/.test(flags.command ?? "");
  return [
    ...(environment.PULUMI_DEBUG_GRPC ? ["PULUMI_DEBUG_GRPC"] : []),
    ...(level >= LEAKING_LEVEL ? [`-v=${level}`] : []),
    ...(flags.isOn("debug") ? ["--debug"] : []),
    ...["tracing", "otel-traces"].flatMap((flag) => (flags.value(flag) ? [`--${flag}`] : [])),
    // A preview's JSON is a document of another kind, in which secrets are masked.
    ...(flags.isOn("json") && isUp ? ["up --json"] : []),
  ];
}

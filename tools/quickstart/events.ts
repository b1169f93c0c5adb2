import type { Step } from "commerce-services-testkit/project/plan";

/** What a line of `pulumi up --json` tells us. */
export type EngineEvent =
  | { readonly kind: "begins" | "ends" | "fails"; readonly step: Step }
  | { readonly kind: "says"; readonly severity: string; readonly message: string };

interface Line {
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly resOutputsEvent?: { readonly metadata: Step };
  readonly resOpFailedEvent?: { readonly metadata: Step };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

/**
 * Reads one line; undefined for what is of no interest here. Debug messages are dropped at once:
 * the SDK's hold every output of every resource in clear, private keys too.
 */
export function readEvent(line: string): EngineEvent | undefined {
  const { resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent } = parse(line);
  if (resourcePreEvent) return { kind: "begins", step: stepOf(resourcePreEvent.metadata) };
  if (resOutputsEvent) return { kind: "ends", step: stepOf(resOutputsEvent.metadata) };
  if (resOpFailedEvent) return { kind: "fails", step: stepOf(resOpFailedEvent.metadata) };
  if (!diagnosticEvent || diagnosticEvent.severity === "debug") return undefined;
  const { severity, message } = diagnosticEvent;
  return { kind: "says", severity, message: message.trim() };
}

const stepOf = ({ op, urn }: Step): Step => ({ op, urn });

/** The engine may print a line that is no event, such as an error about its arguments. */
function parse(line: string): Line {
  try {
    return (JSON.parse(line) as Line | null) ?? {};
  } catch {
    return {};
  }
}

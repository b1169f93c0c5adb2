/** An attempt that brought no answer, or one of 429 and 5xx. */
export interface Attempt {
  /** 1 for the first. */
  attempt: number;
  /** Attempts allowed in all. */
  limit: number;
  creates: boolean;
  /** Whether any byte of the call may have left this machine. */
  sent: boolean;
  /** Absent when the answer's head never came. */
  status?: number;
  /** The failure may pass by itself: refused, reset, timed out, broken off. Not: a wrong name, TLS. */
  passing: boolean;
}

export type Verdict = "give up" | "wait as told" | "back off";

type Rule = (attempt: Attempt) => Verdict | false;

/** The first rule that answers decides; their order is the policy. */
export const retryRules: readonly Rule[] = [
  ({ attempt, limit }) => attempt >= limit && "give up",
  // A private key is told once, a project stays for ever: a blind second call would leave an orphan.
  ({ creates, sent }) => creates && sent && "give up",
  // The server may name the time: Retry-After, RFC 9110 section 10.2.3.
  ({ status }) => (status === 429 || status === 503) && "wait as told",
  // A gateway between us and the service failed, not the service itself.
  ({ status }) => (status === 502 || status === 504) && "back off",
  ({ passing }) => passing && "back off",
  // What no rule names is not retried: 500 is the service's own word, and final.
  () => "give up",
];

export function judge(attempt: Attempt): Verdict {
  for (const rule of retryRules) {
    const verdict = rule(attempt);
    if (verdict) return verdict;
  }
  return "give up";
}

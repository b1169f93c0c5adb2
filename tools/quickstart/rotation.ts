/** The next value of the keeper: one more, or, where a person has set some text, that text's second. */
export function nextRotation(current: string): string {
  return /^\d{1,15}$/.test(current) ? String(Number(current) + 1) : `${current}-2`;
}

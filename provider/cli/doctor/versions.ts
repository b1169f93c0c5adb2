/** Whether a version, such as `v3.259.0` or `22.1.0`, is at least another. What can't be read is not. */
export function isAtLeast(version: string, least: string): boolean {
  const parts = (text: string) =>
    /(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? [-1, -1, -1];
  const [given, needed] = [parts(version), parts(least)];
  const at = given.findIndex((part, index) => part !== needed[index]);
  return at === -1 || (given[at] ?? 0) > (needed[at] ?? 0);
}

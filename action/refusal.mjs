// @ts-check
/**
 * Why a run is refused; undefined when it is not. A preview runs the program of the pull request with
 * the stack's credentials: a stranger's program must not get them.
 *
 * @param {string} name
 * @param {{ pull_request?: { head?: { repo?: { full_name?: string } | null }, base?: { repo?: { full_name?: string } } } }} event
 * @returns {string | undefined}
 */
export function refusal(name, event) {
  if (name === "pull_request_target")
    return "This action does not run on pull_request_target: it would run the pull request's program with this repository's secrets. Use pull_request.";
  if (name === "workflow_run" || name === "issue_comment")
    return `This action does not run on ${name}: whose program it would run is not certain. Use pull_request or push.`;
  const { pull_request: request } = event;
  if (!request) return undefined;
  // A deleted fork has no repository.
  const head = request.head?.repo?.full_name;
  return head !== undefined && head === request.base?.repo?.full_name
    ? undefined
    : "This action does not run on pull requests from forks: a preview runs their program with the stack's credentials.";
}

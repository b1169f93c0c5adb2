// @ts-check
/**
 * Writes the comment, or the one that is there anew: the marker in its first line tells it from
 * others, of other stacks too. Answers what went wrong.
 *
 * @param {{ api: string, repository: string, number: number, token: string, body: string }} what
 * @returns {Promise<string | undefined>}
 */
export async function comment({ api, repository, number, token, body }) {
  const marker = body.split("\n", 1)[0] ?? "";
  const issues = `${api}/repos/${repository}/issues`;
  /** @param {string} url @param {string} [method] @param {string} [text] */
  const call = (url, method = "GET", text) =>
    fetch(url, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "x-github-api-version": "2022-11-28",
      },
      ...(text !== undefined && { body: JSON.stringify({ body: text }) }),
    });
  try {
    for (let page = 1; page <= 100; page += 1) {
      const answer = await call(`${issues}/${number}/comments?per_page=100&page=${page}`);
      if (!answer.ok) return said(answer.status, "read");
      const comments = /** @type {{ id: number, body?: string, user?: { type?: string } }[]} */ (
        await answer.json()
      );
      // Anyone may copy a marker into a comment of their own: that one is left alone.
      const mine = comments.find((one) => one.user?.type === "Bot" && one.body?.startsWith(marker));
      if (mine) {
        const { ok, status } = await call(`${issues}/comments/${mine.id}`, "PATCH", body);
        return ok ? undefined : said(status, "updated");
      }
      if (comments.length < 100) break;
    }
    const { ok, status } = await call(`${issues}/${number}/comments`, "POST", body);
    return ok ? undefined : said(status, "written");
  } catch (error) {
    return `The comment could not be written (${error instanceof Error ? error.name : "unknown error"}).`;
  }
}

/** @param {number} status @param {string} what */
const said = (status, what) =>
  `The comment could not be ${what} (HTTP ${status}).${status === 403 ? " Give the job the permission pull-requests: write." : ""}`;

// @ts-check

/*
 * The dashboard. Everything that a request has brought in (labels, names, paths) reaches the page
 * as a text node: there is no innerHTML, and the policy of the page forbids any.
 */

/** @typedef {{publicKey: string, environment: string, label: string, status: string, createdAt: string, lastUsedAt: string | null}} Key */
/** @typedef {{dataSpaceId: string, projectId: string, name: string, type: string, cloudId: string | null, updatedAt: string, environment: string, project: string}} Space */
/** @typedef {{sequence: number, at: string, listener: string, operation: string, method: string, path: string, status: number, outcome: string, publicKey: string | null}} Call */
/** @typedef {{id: string, operation: string, remaining: number | null, struck: number, effect: {kind: string} & Record<string, unknown>}} Fault */
/** @typedef {{projects: {projectId: string, name: string}[], dataSpaces: Space[]}} Contents */
/** @typedef {{account: {mageId: string, edition: string, keyPolicy: string, role: string}, clock: {now: string, frozen: boolean}, environments: Record<string, Contents>, keys: Key[], faults: Fault[]}} State */

const SHOWN = 200;
const EVERY_MS = 1000;

/** @template {HTMLElement} [T=HTMLElement] @param {string} id @returns {T} */
const el = (id) => /** @type {T} */ (document.getElementById(id));
/** @param {string} id */
const input = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

let token = takeToken();
/** @type {State | undefined} */
let state;
/** @type {Call[]} */
let calls = [];
let lastCall = 0;
let paused = false;

/** From the address the CLI prints (`#token=...`), which is wiped at once, or from this tab. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem("token", given);
  }
  return given ?? sessionStorage.getItem("token");
}

/** @param {string} text @param {boolean} [bad] */
function say(text, bad = false) {
  const status = el("status");
  status.textContent = text;
  status.className = bad ? "bad" : "";
}

class SignedOut extends Error {}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function ask(method, path, body) {
  const response = await fetch(`v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 401) throw new SignedOut("This token is not the portal's.");
  const text = await response.text();
  const answer = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.message ?? `HTTP ${response.status}`);
  return answer;
}

/** Does what a person asked for, shows the outcome. @param {string} done @param {() => Promise<unknown>} action */
async function act(done, action) {
  try {
    await action();
    say(done);
    await refresh();
  } catch (error) {
    fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  if (error instanceof SignedOut) {
    sessionStorage.removeItem("token");
    token = null;
    showSignIn();
  }
  say(error instanceof Error ? error.message : String(error), true);
}

function showSignIn() {
  const open = token !== null;
  el("sign-in").hidden = open;
  el("panels").hidden = !open;
  el("facts").hidden = !open;
}

async function refresh() {
  state = /** @type {State} */ (await ask("GET", "state"));
  draw(state);
}

async function poll() {
  try {
    if (token !== null && !document.hidden) {
      const fresh = /** @type {{calls: Call[]}} */ (await ask("GET", `calls?since=${lastCall}`))
        .calls;
      lastCall = fresh.at(-1)?.sequence ?? lastCall;
      if (fresh.length > 0) {
        calls = [...fresh.reverse(), ...calls].slice(0, 2000);
        if (!paused) drawCalls();
      }
      await refresh();
      if (el("status").textContent?.startsWith("No answer")) say("Connected again.");
    }
  } catch (error) {
    if (error instanceof SignedOut) fail(error);
    else say("No answer from the emulator.", true);
  }
  setTimeout(poll, EVERY_MS);
}

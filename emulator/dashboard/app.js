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

/* Drawing. Rows keep their place in the page, so that a focused button stays focused. */

/**
 * @template Item
 * @param {string} id @param {Item[]} items @param {(item: Item) => string} keyOf
 * @param {readonly string[]} labels @param {(item: Item) => (string | {text: string, tone?: string, mono?: boolean})[]} cellsOf
 * @param {(item: Item, cell: HTMLElement) => void} [addAction]
 */
function drawRows(id, items, keyOf, labels, cellsOf, addAction) {
  const body = el(id);
  const old = new Map(
    [...body.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.key, row]),
  );
  items.forEach((item, index) => {
    const key = keyOf(item);
    let row = /** @type {HTMLElement | undefined} */ (old.get(key));
    old.delete(key);
    const cells = cellsOf(item);
    if (!row) {
      row = document.createElement("tr");
      row.dataset.key = key;
      for (const label of labels) {
        const cell = document.createElement("td");
        cell.dataset.label = label;
        cell.append(document.createElement("span"));
        row.append(cell);
      }
      const last = row.lastElementChild;
      if (addAction && last) addAction(item, /** @type {HTMLElement} */ (last));
    }
    cells.forEach((cell, position) => {
      const span = /** @type {HTMLElement} */ (row?.children[position]?.firstElementChild);
      const { text, tone = "", mono = false } = typeof cell === "string" ? { text: cell } : cell;
      if (span.textContent !== text) span.textContent = text;
      span.className = mono ? `mono ${tone}` : tone;
    });
    if (body.children[index] !== row) body.insertBefore(row, body.children[index] ?? null);
  });
  for (const row of old.values()) row.remove();
}

/** @param {string} iso */
const time = (iso) => iso.replace("T", " ").replace(/\.\d+Z$/, "");

/** @param {string} text @param {() => void} action @param {string} name */
function button(text, action, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", action);
  return made;
}

/** @param {State} now */
function draw(now) {
  const { account, clock } = now;
  el("fact-account").textContent = account.mageId;
  el("fact-edition").textContent = account.edition;
  el("fact-clock").textContent = clock.frozen ? "frozen" : "running";
  el("clock-now").textContent = `${time(clock.now)} UTC${clock.frozen ? ", frozen" : ""}`;
  el("clock-freeze").textContent = clock.frozen ? "Let it run" : "Freeze";
  for (const [id, value] of [
    ["account-policy", account.keyPolicy],
    ["account-role", account.role],
  ])
    if (document.activeElement?.id !== id) input(String(id)).value = String(value);
  drawKeys(now.keys);
  drawSpaces(now);
  drawFaults(now.faults);
}

const TONES = /** @type {Record<string, string>} */ ({
  accepted: "good",
  pending: "warn",
  refused: "bad",
});

/** @param {Key[]} keys */
function drawKeys(keys) {
  el("no-keys").hidden = keys.length > 0;
  drawRows(
    "key-rows",
    keys,
    ({ publicKey }) => publicKey,
    ["Environment", "Label", "Public key", "Status", "Made", "Last used", "Action"],
    (key) => [
      key.environment,
      key.label,
      { text: key.publicKey, mono: true },
      { text: key.status, tone: TONES[key.status] ?? "" },
      time(key.createdAt),
      key.lastUsedAt ? time(key.lastUsedAt) : "never",
    ],
    (key, cell) => {
      const remove = async () => {
        const sure = `Delete ${key.publicKey} (${key.label})? Stores that sign with it stop at once.`;
        if (await confirmed(sure))
          await act("Deleted.", () => ask("DELETE", `keys/${key.publicKey}`));
      };
      const made = button("Delete", remove, `Delete the pair ${key.label}, ${key.publicKey}`);
      made.className = "danger";
      cell.append(made);
    },
  );
}

/** @param {State} now */
function drawSpaces(now) {
  const spaces = Object.entries(now.environments).flatMap(
    ([environment, { projects, dataSpaces }]) => {
      const names = new Map(projects.map(({ projectId, name }) => [projectId, name]));
      return dataSpaces.map((space) => ({
        ...space,
        environment,
        project: names.get(space.projectId) ?? "",
      }));
    },
  );
  const found = spaces.filter((space) =>
    matches(input("space-filter").value, [
      space.environment,
      space.project,
      space.name,
      space.type,
      space.cloudId ?? "",
      space.dataSpaceId,
    ]),
  );
  el("no-spaces").hidden = spaces.length > 0;
  el("space-count").textContent = countText(
    Math.min(found.length, SHOWN),
    spaces.length,
    "data spaces",
  );
  drawRows(
    "space-rows",
    found.slice(0, SHOWN),
    ({ dataSpaceId }) => dataSpaceId,
    ["Environment", "Project", "Data space", "Type", "Bound to", "Id", "Changed"],
    (space) => [
      space.environment,
      space.project,
      space.name,
      space.type,
      space.cloudId ?? "nothing known",
      { text: space.dataSpaceId, mono: true },
      time(space.updatedAt),
    ],
  );
}

function drawCalls() {
  const filter = input("call-filter").value;
  const found = calls.filter((call) =>
    matches(filter, [
      call.listener,
      call.operation,
      String(call.status),
      call.outcome,
      call.publicKey ?? "",
      call.path,
    ]),
  );
  el("no-calls").hidden = calls.length > 0;
  el("call-count").textContent = countText(
    Math.min(found.length, SHOWN),
    calls.length,
    "calls, the latest first",
  );
  drawRows(
    "call-rows",
    found.slice(0, SHOWN),
    ({ sequence }) => String(sequence),
    ["At", "Host", "Operation", "Status", "Outcome", "Public key"],
    (call) => [
      time(call.at),
      call.listener,
      call.operation === "unknown" ? `${call.method} ${call.path}` : call.operation,
      { text: String(call.status), tone: call.status < 400 ? "good" : "bad" },
      { text: call.outcome, tone: call.outcome.startsWith("fault:") ? "warn" : "" },
      { text: call.publicKey ?? "none", mono: true },
    ],
  );
}

/** @param {Fault[]} faults */
function drawFaults(faults) {
  el("no-faults").hidden = faults.length > 0;
  drawRows(
    "fault-rows",
    faults,
    ({ id }) => id,
    ["Operation", "Effect", "Left", "Struck", "Action"],
    (fault) => [
      fault.operation,
      Object.values(fault.effect).join(" "),
      fault.remaining === null ? "all" : String(fault.remaining),
      String(fault.struck),
    ],
    (fault, cell) => {
      const remove = () => act("Removed.", () => ask("DELETE", `faults/${fault.id}`));
      cell.append(button("Remove", remove, `Remove the fault of ${fault.operation}`));
    },
  );
}

/** @param {string} filter @param {string[]} texts */
const matches = (filter, texts) =>
  texts.join(" ").toLowerCase().includes(filter.trim().toLowerCase());

/** @param {number} shown @param {number} all @param {string} what */
const countText = (shown, all, what) => (all === 0 ? "" : `${shown} of ${all} ${what}`);

/** @param {string} text @returns {Promise<boolean>} */
function confirmed(text) {
  const dialog = /** @type {HTMLDialogElement} */ (el("sure"));
  el("sure-text").textContent = text;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

/* What a person does. */

/** @param {string} id @param {() => unknown} action */
function onSubmit(id, action) {
  el(id).addEventListener("submit", (event) => {
    event.preventDefault();
    action();
  });
}
/** @param {string} id @param {() => unknown} action */
const onClick = (id, action) => el(id).addEventListener("click", action);

onSubmit("sign-in-form", async () => {
  token = input("token").value.trim();
  input("token").value = "";
  try {
    await refresh();
    sessionStorage.setItem("token", token);
    showSignIn();
    say("Connected.");
    el("main").focus();
  } catch (error) {
    fail(error);
  }
});

onSubmit("key-form", () =>
  act("Made.", async () => {
    const wish = { environment: input("key-environment").value, label: input("key-label").value };
    const pair = await ask("POST", "keys", wish);
    el("made-public").textContent = pair.publicKey;
    input("made-private").value = pair.privateKey;
    /** @type {HTMLDialogElement} */ (el("made")).showModal();
  }),
);
onClick("made-copy", () =>
  navigator.clipboard.writeText(input("made-private").value).then(() => say("Copied.")),
);
// The page must not keep what the emulator does not.
el("made").addEventListener("close", () => {
  input("made-private").value = "";
});

onSubmit("project-form", () =>
  act("Added.", async () => {
    const wish = {
      environment: input("project-environment").value,
      name: input("project-name").value,
    };
    await ask("POST", "projects", wish);
    input("project-name").value = "";
  }),
);
el("space-filter").addEventListener("input", () => state && drawSpaces(state));
el("call-filter").addEventListener("input", drawCalls);
onSubmit("call-form", drawCalls);
onClick("call-pause", () => {
  paused = !paused;
  el("call-pause").setAttribute("aria-pressed", String(paused));
  if (!paused) drawCalls();
});
onClick("call-clear", () =>
  act("Cleared.", async () => {
    await ask("DELETE", "calls");
    calls = [];
    drawCalls();
  }),
);

onClick("clock-freeze", () =>
  act("Done.", () =>
    ask("POST", "clock", state?.clock.frozen ? { resume: true } : { freeze: true }),
  ),
);
for (const advance of document.querySelectorAll("[data-advance]"))
  advance.addEventListener("click", () =>
    act("Moved.", () =>
      ask("POST", "clock", {
        advanceMs: Number(/** @type {HTMLElement} */ (advance).dataset.advance),
      }),
    ),
  );
onSubmit("clock-form", () =>
  act("Moved.", () => {
    const moment = new Date(`${input("clock-set").value}Z`);
    return ask("POST", "clock", { setTo: moment.toISOString() });
  }),
);

const EFFECTS = /** @type {Record<string, object>} */ ({
  "reset-after": { kind: "reset", when: "after-change" },
  "reset-before": { kind: "reset", when: "before-change" },
  status: { kind: "status", status: 503 },
  "server-error": { kind: "status", status: 500 },
  "rate-limit": { kind: "rate-limit", retryAfterSeconds: 5 },
  latency: { kind: "latency", ms: 2000 },
  truncated: { kind: "truncated" },
  "not-json": { kind: "not-json" },
  "content-type": { kind: "content-type", value: "text/plain" },
});
onSubmit("fault-form", () =>
  act("Added.", () => {
    const times = Number(input("fault-times").value);
    const effect = EFFECTS[input("fault-effect").value];
    const operation = input("fault-operation").value;
    return ask("POST", "faults", { operation, times: times === 0 ? null : times, effect });
  }),
);
onClick("fault-clear", () => act("Removed.", () => ask("DELETE", "faults")));
for (const [id, field] of [
  ["account-policy", "keyPolicy"],
  ["account-role", "role"],
])
  el(String(id)).addEventListener("change", () =>
    act("Changed.", () => ask("PATCH", "account", { [String(field)]: input(String(id)).value })),
  );
onClick("reset", async () => {
  if (await confirmed("Forget every pair, project and fault, and start again from the seed?"))
    await act("Back at the start.", () => ask("POST", "reset"));
});

for (const operation of [
  "*",
  "ping",
  "registry.list",
  "project.initialize",
  "project.read",
  "project.rename",
  "dataSpace.read",
  "dataSpace.rename",
  "dataSpace.cloudId",
  "dataSpace.cleanup",
  "account.read",
  "keys.list",
  "keys.create",
  "keys.rename",
  "keys.delete",
]) {
  const option = document.createElement("option");
  option.value = operation;
  el("operations").append(option);
}

// The address pasted again into an open tab changes nothing but its end.
addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#token=")) return;
  token = takeToken();
  showSignIn();
});
showSignIn();
poll();

// @ts-check

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

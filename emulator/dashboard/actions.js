// @ts-check

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

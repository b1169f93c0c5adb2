import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { portal, registry } from "./support/client";
import { type Running, run, scratch } from "./support/program";

type Made = { publicKey: string; privateKey: string };

/** How often the process is killed. `npm run soak` does it 200 times, and records what it came to. */
const ROUNDS = Number(process.env.KILLS ?? 12);
const FIGURES = join(__dirname, "../bench/figures.mjs");

interface Figures {
  machine(): object;
  record(name: string, figures: object): void;
}

/** A thing whose name only grows: what was answered, and what was sent and may have been saved. */
class Written {
  sent = 0;
  answered = 0;
  constructor(
    readonly id: string,
    readonly kind: "dataSpace" | "key",
  ) {}
}

/** A pair made under load. Its end is open from the moment its deletion is sent. */
interface Issued {
  readonly publicKey: string;
  state: "made" | "deletion-sent" | "deleted";
}

it("every answered write survives kill -9 under load", async () => {
  const figures = process.env.KILLS_RECORDED ? ((await import(FIGURES)) as Figures) : null;
  const where = figures?.machine();
  const flags = ["--data", join(scratch(), "emulator.db"), "--key-policy", "overlapping"];
  let emulator = await run(...flags);
  const pair = await make(emulator, "signer");
  const labelled = [await make(emulator, "a"), await make(emulator, "b")];
  const spaces = await initialize(emulator);
  const written = [
    ...spaces.map((id) => new Written(id, "dataSpace")),
    ...labelled.map(({ publicKey }) => new Written(publicKey, "key")),
  ];
  const issued: Issued[] = [];
  let allAnswered = 0;
  let lost = 0;

  for (let round = 1; round <= ROUNDS; round++) {
    const load = [...written.map((thing) => rename(emulator, thing)), issue(emulator, round)];
    await pause(60 + ((round * 37) % 300));
    expect(await emulator.end("SIGKILL")).toBe("SIGKILL");
    await Promise.all(load);
    emulator = await run(...flags);
    lost += await lostIn(emulator);
    expect(lost).toBe(0);
  }
  expect(written.every(({ answered }) => answered >= ROUNDS)).toBe(true);
  figures?.record("kills", { ...where, kills: ROUNDS, answered: allAnswered, lost });

  async function make(target: Running, clientToken: string): Promise<Made> {
    const wish = { environment: "production", label: "0", clientToken };
    return (await portal(target, "POST", "/v1/keys", wish)).body as Made;
  }

  async function initialize({ gatewayUrl }: Running): Promise<string[]> {
    const wish = { projectName: "Shop" };
    const { body } = await registry(gatewayUrl, pair, "POST", "registry/initialize", wish);
    const { results } = body as { results: { environmentId: string }[] };
    const ids = results.map((row) => row.environmentId);
    for (const id of ids) await renameOnce(emulator, new Written(id, "dataSpace"), 0);
    return ids;
  }

  function renameOnce(target: Running, { id, kind }: Written, number: number) {
    const name = String(number);
    return kind === "dataSpace"
      ? registry(target.gatewayUrl, pair, "PATCH", `registry/environments/${id}`, {
          environmentName: name,
        })
      : portal(target, "PATCH", `/v1/keys/${id}`, { label: name });
  }

  /** Until the process is gone. Whether the last one was saved is open. */
  async function rename(target: Running, thing: Written): Promise<void> {
    try {
      for (;;) {
        const number = ++thing.sent;
        if ((await renameOnce(target, thing, number)).status !== 200) continue;
        thing.answered = number;
        allAnswered++;
      }
    } catch {}
  }

  async function issue(target: Running, round: number): Promise<void> {
    try {
      const { publicKey } = await make(target, `round ${round}`);
      const key: Issued = { publicKey, state: "made" };
      issued.push(key);
      allAnswered++;
      if (round % 2 === 0) return;
      key.state = "deletion-sent";
      await portal(target, "DELETE", `/v1/keys/${publicKey}`);
      key.state = "deleted";
      allAnswered++;
    } catch {}
  }

  /** How many answered writes are not there. What was never sent must not be there either. */
  async function lostIn(target: Running): Promise<number> {
    const { body } = await portal(target, "GET", "/v1/keys");
    const { keys } = body as { keys: { publicKey: string; label: string }[] };
    const labels = new Map(keys.map(({ publicKey, label }) => [publicKey, label]));
    const rows = (await registry(target.gatewayUrl, pair, "GET", "registry")).body as {
      results: { environmentId: string; environmentName: string }[];
    };
    for (const row of rows.results) labels.set(row.environmentId, row.environmentName);
    for (const { id, sent } of written) expect(Number(labels.get(id))).toBeLessThanOrEqual(sent);
    const outdated = written.filter(({ id, answered }) => !(Number(labels.get(id)) >= answered));
    const undone = issued.filter(
      ({ publicKey, state }) =>
        state !== "deletion-sent" && labels.has(publicKey) !== (state === "made"),
    );
    return outdated.length + undone.length;
  }
}, 600_000);

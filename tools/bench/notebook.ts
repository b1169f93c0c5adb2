import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

interface Entry {
  readonly minutes: number;
  readonly found: unknown;
}

/**
 * What a run has found so far, on disk after each step: a long one that was interrupted need not
 * begin anew.
 */
export class Notebook {
  readonly #path: string;
  readonly #task: string;
  readonly #entries: Record<string, Entry>;

  /**
   * @param task what is measured: notes of another task are not taken up
   * @param isContinued whether to take up what is there
   */
  constructor(path: string, task: string, isContinued: boolean) {
    this.#path = path;
    this.#task = task;
    this.#entries = isContinued ? entriesIn(path, task) : {};
  }

  /** Takes the step, unless it was taken before: then gives what it found. */
  async once<T>(step: string, work: () => Promise<T>): Promise<T> {
    const noted = this.#entries[step];
    if (noted) return noted.found as T;
    const since = performance.now();
    const found = await work();
    this.#entries[step] = { minutes: (performance.now() - since) / 60_000, found };
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify({ task: this.#task, entries: this.#entries }));
    return found;
  }

  /** Of all steps so far, those of earlier runs included. */
  minutes(): number {
    return Object.values(this.#entries).reduce((sum, { minutes }) => sum + minutes, 0);
  }

  /** All is done: nothing is left to continue. */
  close(): void {
    rmSync(this.#path, { force: true });
  }
}

function entriesIn(path: string, task: string): Record<string, Entry> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return {}; // nothing was begun
  }
  const notes = JSON.parse(text) as { task: string; entries: Record<string, Entry> };
  return notes.task === task ? notes.entries : {};
}

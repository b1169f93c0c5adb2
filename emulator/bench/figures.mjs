import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { page } from "./page.mjs";

const at = (name) => new URL(name, import.meta.url);

/** Where and when a run happens. Asked before it, so that the load is that of others. */
export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  processor: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
  loadBefore: Number(loadavg()[0].toFixed(1)),
});

/** Keeps a run's figures, and writes BENCHMARK.md anew from all that are kept. */
export function record(name, figures) {
  mkdirSync(at("figures/"), { recursive: true });
  writeFileSync(at(`figures/${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(at("../BENCHMARK.md"), page());
}

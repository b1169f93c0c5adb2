import { readdirSync, readFileSync } from "node:fs";

/** One tick of /proc's clocks, on every Linux that Node runs on. */
const TICK_MS = 10;
const SAMPLE_MS = 50;

/** User and system time of a process; undefined where there is no /proc. */
export function cpuMs(pid: number | undefined): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in brackets, may hold blanks.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Processor time of the whole machine since its start; undefined where there is no /proc. */
export function machineCpuMs(): number | undefined {
  const [user, nice, system] =
    /^cpu +(\d+) (\d+) (\d+)/.exec(read("/proc/stat") ?? "")?.slice(1) ?? [];
  return user === undefined ? undefined : (Number(user) + Number(nice) + Number(system)) * TICK_MS;
}

/**
 * Watches the provider process below another, until `stop` gives the most memory that it ever held,
 * in MB: the kernel keeps that mark itself (VmHWM), so only the last look at it counts. Where one
 * ends and another begins, of the larger. Undefined where there is no /proc, or no such process.
 */
export function watchProviderPeak(root: number | undefined): { stop(): number | undefined } {
  let host: number | undefined;
  let peak: number | undefined;
  const look = () => {
    host ??= root === undefined ? undefined : hostBelow(root);
    const held = peakMb(host);
    if (held === undefined) host = undefined;
    else peak = Math.max(peak ?? 0, held);
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** What runs the SDK's host of dynamic providers, and what runs the plugin. */
const HOSTS = /cmd\/dynamic-provider|\/plugin\/server\/server\.js$/;

/** The script that starts either is a shell: the dynamic host is its child, the plugin replaces it. */
function hostBelow(pid: number): number | undefined {
  for (const child of childrenOf(pid)) {
    const [program = "", script = ""] = (read(`/proc/${child}/cmdline`) ?? "").split("\0");
    if (/(^|\/)node$/.test(program) && HOSTS.test(script)) return child;
    const below = hostBelow(child);
    if (below !== undefined) return below;
  }
  return undefined;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      (read(`/proc/${pid}/task/${thread}/children`) ?? "").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return []; // it has ended, or there is no /proc
  }
}

function peakMb(pid: number | undefined): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

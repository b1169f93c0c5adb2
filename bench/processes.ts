import { readdirSync, readFileSync } from "node:fs";

/** One tick of /proc's clocks, on every Linux that Node runs on. */
const TICK_MS = 10;
const LOOK_MS = 50;

/**
 * Processor time of the commands that this process has waited for, with all that they waited for:
 * engine, program and provider. Undefined where there is no /proc.
 */
export function waitedForCpuMs(): number | undefined {
  const stat = read("/proc/self/stat");
  // The program's name, in brackets, may hold blanks. After it: cutime and cstime.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/**
 * Watches the provider process below a command until `stop`, which gives the most memory that it
 * ever held, in MB: the kernel keeps that mark (VmHWM). Undefined without /proc or such a process.
 */
export function watchPeak(root: number | undefined): { stop(): number | undefined } {
  let provider: number | undefined;
  let peak: number | undefined;
  const look = () => {
    provider ??= root === undefined ? undefined : providerBelow(root);
    const held = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${provider}/status`) ?? "")?.[1];
    if (held === undefined) provider = undefined;
    else peak = Math.max(peak ?? 0, Number(held) / 1_024);
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** The SDK's host of dynamic providers, or the native provider's server. */
const PROVIDER = /cmd\/dynamic-provider|\/plugin\/server\/server\.js$/;

/** A shell starts either: the dynamic host is its child, the native provider takes its place. */
function providerBelow(pid: number): number | undefined {
  for (const child of childrenOf(pid)) {
    const [program = "", script = ""] = (read(`/proc/${child}/cmdline`) ?? "").split("\0");
    if (/(^|\/)node$/.test(program) && PROVIDER.test(script)) return child;
    const below = providerBelow(child);
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

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

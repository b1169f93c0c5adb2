import type { CliIo, Ran } from "../../../provider/cli/io";

/** Input and output of one's choice, that remember what was written and run. */
export function fakeCliIo({
  ran = { code: 0, stdout: "", failure: undefined },
  stdin = "",
  terminal = false,
  columns,
  environment = {},
  today = "2026-11-21",
  takesMs = 0,
}: {
  readonly ran?: Ran;
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly today?: string;
  readonly takesMs?: number;
} = {}) {
  const said = { stdout: "", stderr: "" };
  const commands: (readonly string[])[] = [];
  let now = Date.parse(`${today}T12:00:00Z`);
  const ticks = new Set<() => void>();
  const stream = (name: "stdout" | "stderr") => ({
    isTerminal: terminal,
    columns,
    write: (text: string) => {
      said[name] += text;
    },
  });
  const io: CliIo = {
    environment,
    nodeVersion: "22.0.0",
    folder: "/srv/shop",
    now: () => now,
    clock: { now: () => now, sleep: async () => {} },
    random: () => 0,
    notify: (message) => {
      said.stderr += `${message}\n`;
    },
    signal: new AbortController().signal,
    every(_ms, tick) {
      ticks.add(tick);
      return { stop: () => void ticks.delete(tick) };
    },
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    readStdin: async () => stdin,
    async run(command, args, onNoise) {
      commands.push([command, ...args]);
      for (let passedMs = 0; passedMs < takesMs; passedMs += 100) {
        now += 100;
        for (const tick of ticks) tick();
      }
      if (ran.code !== 0) onNoise("error: it went wrong\n");
      return ran;
    },
  };
  return { io, said, commands, ticks };
}

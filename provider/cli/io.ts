import type { Surroundings } from "../clients";

/** Everything that a command may use of its process and machine. Tests hand in their own. */
export interface CliIo extends Surroundings {
  /** Node's own version. */
  readonly nodeVersion: string;
  /** The folder that commands run in. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back every so many milliseconds until it is stopped. */
  every(ms: number, tick: () => void): { stop(): void };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readStdin(): Promise<string>;
  /** Runs a command to its end; standard error goes to `onNoise` as it comes. */
  run(command: string, args: readonly string[], onNoise: (text: string) => void): Promise<Ran>;
}

export interface Terminal {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

export interface Ran {
  /** Undefined when it could not be started, or was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Why it could not be started. */
  readonly failure: string | undefined;
}

/** NO_COLOR (no-color.org), TERM and the terminal decide; nothing else turns colors on. */
export const wantsColor = ({ environment }: CliIo, { isTerminal }: Terminal): boolean =>
  isTerminal && !environment.NO_COLOR && environment.TERM !== "dumb";

import { spawn } from "node:child_process";
import { setInterval } from "node:timers";
import { setTimeout as delay } from "node:timers/promises";
import { decodedText } from "../domain/text";
import type { CliIo, Ran, Terminal } from "./io";

/** What Node gives. Here and in provider/pulumi/process.ts alone is it touched. */
export function nodeIo(): CliIo {
  return {
    environment: process.env,
    nodeVersion: process.versions.node,
    folder: process.cwd(),
    now: () => Date.now(),
    clock: {
      now: () => Date.now(),
      sleep: async (ms, signal) => {
        await delay(ms, undefined, { signal });
      },
    },
    random: () => Math.random(),
    // Ctrl-C ends a command at once: what it has asked for is repeatable.
    signal: new AbortController().signal,
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      return { stop: () => clearInterval(timer) };
    },
    stdout: terminalOf(process.stdout),
    stderr: terminalOf(process.stderr),
    notify: (message) => void process.stderr.write(`${message}\n`),
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return decodedText(Buffer.concat(chunks));
    },
    run,
  };
}

function terminalOf(stream: NodeJS.WriteStream): Terminal {
  // Whoever reads may stop early, as `head` does: nothing is left to be said then.
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") throw new Error(`output failed: ${code}`);
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}

function run(
  command: string,
  args: readonly string[],
  onNoise: (text: string) => void,
): Promise<Ran> {
  return new Promise((resolve) => {
    const output: Buffer[] = [];
    let failure: string | undefined;
    // Standard input stays the user's: pulumi may ask for the passphrase there.
    const child = spawn(command, [...args], {
      stdio: ["inherit", "pipe", "pipe"],
      env: withoutForms(process.env),
    });
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.setEncoding("utf8").on("data", onNoise);
    child.on("error", ({ message }) => {
      failure = message;
    });
    child.on("close", (code) =>
      resolve({
        code: code ?? undefined,
        stdout: Buffer.concat(output).toString("utf8"),
        failure,
      }),
    );
  });
}

/** Variables of pulumi that give its output another form than the one that is read here. */
const FORMS =
  /^PULUMI_(ENABLE_STREAMING_JSON_PREVIEW|OPTION_(JSON|DIFF|DEBUG|VERBOSE|LOGTOSTDERR|COLOR|SHOW_SECRETS|SUPPRESS_\w+))$/;

const withoutForms = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !FORMS.test(name)));

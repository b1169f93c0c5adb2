import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";

export const here = (name) => new URL(name, import.meta.url).pathname;

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Milliseconds from the start of each process until it answers its first request, whatever it
 * says. In turns, so that a busy moment of the machine falls on all of them.
 */
export async function firstAnswers(starts, runs) {
  const times = starts.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [index, start] of starts.entries()) times[index].push(await firstAnswer(start));
  return times.map(median);
}

async function firstAnswer(start) {
  const port = await freePort();
  const started = process.hrtime.bigint();
  const child = start(port);
  while (!(await answers(port)));
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  await end(child);
  return time;
}

function answers(port) {
  return new Promise((resolve) => {
    const call = request({ port, host: "127.0.0.1", agent: false }, (response) => {
      response.resume().on("end", () => resolve(true));
    });
    call.on("error", () => setTimeout(resolve, 1, false));
    call.end();
  });
}

export function end(child) {
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
}

/** Resident memory in MB. */
export function memory({ pid }) {
  return Math.round(
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024,
  );
}

/** Processor time that a process has used, in seconds: unlike a rate, the same on a busy machine. */
export function cpuSeconds({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const node = (...args) => spawn(process.execPath, args, { stdio: "ignore" });

/** The emulator in a process of its own; resolves once it is ready. */
export function emulator(...args) {
  const stdio = ["ignore", "ignore", "inherit", "ipc"];
  const child = spawn(process.execPath, [here("emulator.mjs"), ...args], { stdio });
  return new Promise((resolve) => child.once("message", (ready) => resolve({ child, ...ready })));
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

export const portOf = (url) => Number(new URL(url).port);

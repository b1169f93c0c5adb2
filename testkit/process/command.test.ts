import { afterEach, describe, expect, it, vi } from "vitest";
import { mustRunSync, runCommand, runCommandSync, startCommand } from "./command";
import { isAlive, killTree } from "./processId";

const node = (program: string) => [process.execPath, ["-e", program]] as const;

/** Starts a process that sleeps, says its id, and sleeps itself. */
const PARENT = `
  const { spawn } = require("node:child_process");
  console.log(spawn("sleep", ["300"], { stdio: "inherit", detached: process.argv[1] === "apart" }).pid);
  setTimeout(() => {}, 300_000);`;

/** Its new parent, the first process of the machine, may be slow to take note of its end. */
const ENDED = { timeout: 20_000 };

afterEach(() => vi.unstubAllEnvs());

describe.each([
  ["while this process goes on", runCommand],
  [
    "while this process waits",
    async (...all: Parameters<typeof runCommandSync>) => runCommandSync(...all),
  ],
])("a command that is run %s", (_how, run) => {
  it("gives both streams and the exit code, also of one that fails", async () => {
    const program = "console.log('out'); console.error('err'); process.exitCode = 3;";
    expect(await run(...node(program))).toEqual({
      code: 3,
      signal: undefined,
      stdout: "out\n",
      stderr: "err\n",
      ms: expect.any(Number),
    });
  });

  it("gets the environment that it is given, and nothing of this process's", async () => {
    vi.stubEnv("OF_THE_TEST", "1");
    const program = "console.log(JSON.stringify([process.env.OF_THE_TEST, process.env.GIVEN]))";
    const env = { GIVEN: "2" };
    expect((await run(...node(program), { env })).stdout).toBe('[null,"2"]\n');
    expect((await run(...node(program))).stdout).toBe('["1",null]\n');
  });

  it("finds the end of its standard input", async () => {
    const program = "process.stdin.on('end', () => console.log('end')).resume()";
    expect((await run(...node(program))).stdout).toBe("end\n");
  });

  it("keeps a letter whole whose bytes come in two pieces, and output of any length", async () => {
    const program = `
      process.stdout.write(Buffer.from([0xc3]));
      setTimeout(() => process.stdout.write(Buffer.concat([Buffer.from([0xa9]), Buffer.alloc(3_000_000, "x")])), 50);`;
    const { stdout } = await run(...node(program));
    expect([stdout.slice(0, 2), stdout.length]).toEqual(["éx", 3_000_001]);
  });

  it("says that it could not be started", async () => {
    expect(await run("no-such-command", [])).toMatchObject({
      code: undefined,
      signal: undefined,
      stderr: expect.stringMatching(/no-such-command ENOENT$/),
    });
  });

  it("is killed after its time, and the result says what was running", async () => {
    expect(await run("sleep", ["300"], { timeoutMs: 100 })).toMatchObject({
      code: undefined,
      stderr: "sleep 300 was ended after 0.1 s",
    });
  });

  it("has no exit code when a signal ended it", async () => {
    const killed = await run(...node("process.kill(process.pid, 'SIGTERM')"));
    expect([killed.code, killed.signal]).toEqual([undefined, "SIGTERM"]);
  });
});

describe("a command on its way", () => {
  it("reads what it is given as its standard input", async () => {
    const program = "process.stdin.pipe(process.stdout)";
    expect((await runCommand(...node(program), { input: "hello" })).stdout).toBe("hello");
  });

  it("may end without reading it", async () => {
    const input = "x".repeat(1_000_000);
    expect(await runCommand(...node("process.exit(4)"), { input })).toMatchObject({ code: 4 });
  });

  it("hands on its lines as they come, whole", async () => {
    const lines: string[] = [];
    const program = `
      process.stdout.write("one\\ntw");
      setTimeout(() => process.stdout.write("o\\nrest"), 50);`;
    await runCommand(...node(program), { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  it("gives its first line before it ends, and rejects with its output if it ends without", async () => {
    const talking = startCommand(...node("console.log('4711'); setTimeout(() => {}, 300_000)"));
    expect(await talking.firstLine()).toBe("4711");
    expect(talking.output()).toBe("4711\n");
    talking.kill("SIGTERM");
    expect(await talking.done).toMatchObject({ code: undefined, signal: "SIGTERM" });
    const silent = startCommand(...node("console.error('no port')"));
    await expect(silent.firstLine()).rejects.toThrow("ended: no port\n");
  });

  it.each(["before", "after"])("ends when its caller gives up %s it was started", async (when) => {
    const controller = new AbortController();
    if (when === "before") controller.abort();
    const command = startCommand("sleep", ["300"], { signal: controller.signal });
    controller.abort();
    expect(await command.done).toMatchObject({
      signal: "SIGKILL",
      stderr: "sleep 300 was interrupted",
    });
  });

  it("ends as its caller says", async () => {
    const program =
      "process.on('SIGINT', () => process.exit(130)); console.log('up'); setTimeout(() => {}, 300_000)";
    const controller = new AbortController();
    const command = startCommand(...node(program), {
      signal: controller.signal,
      killSignal: "SIGINT",
    });
    await command.firstLine();
    controller.abort();
    expect((await command.done).code).toBe(130);
  });

  it("takes what it started along, as a group", async () => {
    const controller = new AbortController();
    const command = startCommand(...node(PARENT), { group: true, signal: controller.signal });
    const child = Number(await command.firstLine());
    controller.abort();
    await command.done;
    await expect.poll(() => isAlive(child), ENDED).toBe(false);
  });
});

describe("mustRunSync", () => {
  it("gives what the command wrote, and throws with it when it fails", () => {
    expect(mustRunSync(...node("console.log('fine')"))).toBe("fine\n");
    const failing = "console.log('out'); console.error('err'); process.exitCode = 3;";
    expect(() => mustRunSync(...node(failing))).toThrow(/failed \(exit code 3\):\nout\nerr\n$/);
  });

  it("names no argument after the second, which may be a secret", () => {
    const command = () => mustRunSync("sh", ["-c", "exit 1", "the-secret"]);
    expect(command).toThrow("sh -c exit 1 failed (exit code 1)");
    expect(command).not.toThrow("the-secret");
  });
});

describe("killTree", () => {
  it("kills what the process started too, in a group of its own or not", async () => {
    for (const how of ["together", "apart"]) {
      const command = startCommand(process.execPath, ["-e", PARENT, how]);
      const child = Number(await command.firstLine());
      expect(isAlive(child)).toBe(true);
      killTree(command.pid);
      expect((await command.done).signal).toBe("SIGKILL");
      await expect.poll(() => isAlive(child), ENDED).toBe(false);
    }
  });

  it.each([undefined, 0])("refuses what was never started: %s", (pid) => {
    expect(() => killTree(pid)).toThrow("nothing was started that could be killed");
  });
});

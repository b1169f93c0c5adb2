import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { undoAll } from "../../../tools/bench/untilExit";

it("undoes the rest where a process has ended by itself, and says what else failed", async () => {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const last = vi.fn();
  undoAll([
    () => void process.kill(child.pid as number),
    () => {
      throw new Error("the folder is in use");
    },
    last,
  ]);
  const written = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  expect(written).toEqual(["Error: the folder is in use\n"]);
  expect(last).toHaveBeenCalledOnce();
});

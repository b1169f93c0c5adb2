import { buildPackages } from "commerce-services-testkit/build";
import { runCommand } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";
import { planOfSize } from "./plan";
import { waitedForCpuMs } from "./processes";
import { startService } from "./service";

const BURN = "const since = process.cpuUsage(); while (process.cpuUsage(since).user < 3e5);";

it.runIf(process.platform === "linux")(
  "counts what a command used and what that waited for, and nothing of its own",
  async () => {
    const before = waitedForCpuMs() ?? Number.NaN;
    new Function(BURN)();
    expect(waitedForCpuMs()).toBe(before);
    await runCommand("sh", ["-c", `"${process.execPath}" -e '${BURN}'; true`]);
    expect(waitedForCpuMs()).toBeGreaterThanOrEqual(before + 300);
  },
);

it("has the service in a process of its own, with all that the plan declares", async () => {
  await buildPackages(["emulator"]);
  const service = await startService(planOfSize(5));
  try {
    expect(await service.dataSpaceIds()).toHaveLength(2);
    expect(await service.calls()).toEqual([]);
    await fetch(new URL("v1/account", service.portalUrl));
    expect(await service.calls()).toMatchObject([{ operation: "account.read", status: 401 }]);
  } finally {
    await service.stop();
  }
  await expect(fetch(service.portalUrl)).rejects.toThrow("fetch failed");
});

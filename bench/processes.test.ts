import { buildPackages } from "commerce-services-testkit/build";
import { runCommand } from "commerce-services-testkit/process/command";
import { expect, it } from "vitest";
import { planOfSize } from "./plan";
import { waitedForCpuMs } from "./processes";
import { startService } from "./service";

it.runIf(process.platform === "linux")(
  "counts what a command used, and what it waited for",
  async () => {
    const busy = "const since = process.cpuUsage(); while (process.cpuUsage(since).user < 3e5);";
    const before = waitedForCpuMs() ?? Number.NaN;
    await runCommand("sh", ["-c", `"${process.execPath}" -e '${busy}'; true`]);
    expect(waitedForCpuMs()).toBeGreaterThanOrEqual(before + 300);
  },
);

it("has the service in a process of its own, with all that the plan declares", async () => {
  await buildPackages(["emulator"]);
  const service = await startService(planOfSize(5));
  try {
    expect(await service.dataSpaceIds()).toHaveLength(2);
    const { calls, cpuMs } = await service.seen();
    expect([calls, cpuMs > 0]).toEqual([[], true]);
    await fetch(new URL("v1/account", service.portalUrl));
    expect((await service.seen()).calls).toMatchObject([
      { operation: "account.read", status: 401 },
    ]);
  } finally {
    await service.stop();
  }
  await expect(fetch(service.portalUrl)).rejects.toThrow("fetch failed");
});

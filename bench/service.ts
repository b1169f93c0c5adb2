import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { EmulatorOptions, LoggedCall } from "commerce-services-emulator";
import { type Plan, seedFor } from "./plan";

export type Call = Pick<LoggedCall, "operation" | "publicKey" | "status">;

type Urls = Record<"gatewayUrl" | "sandboxGatewayUrl" | "portalUrl" | "portalToken", string>;
export type Service = Awaited<ReturnType<typeof startService>>;

/** An emulator in a process of its own, which ends with this one at the latest. */
export async function startService(plan: Plan) {
  const child = fork(join(__dirname, "programs/service.js"), { execArgv: [] });
  const ask = <Answer>(question: string | EmulatorOptions) =>
    new Promise<Answer>((resolve, reject) => {
      const ended = (code: number) => reject(new Error(`the emulator ended with code ${code}`));
      child.once("exit", ended);
      child.once("message", (answer) => {
        child.off("exit", ended);
        resolve(answer as Answer); // as programs/service.js gives it
      });
      child.send(question, (error) => error && reject(error));
    });
  const urls = await ask<Urls>({ seed: seedFor(plan), jwtChecks: "strict" });
  return {
    ...urls,
    /** All since its start. */
    calls: () => ask<readonly Call[]>("calls"),
    /** The ids that a listing shows: it has a row for every data space of the account. */
    dataSpaceIds: async () =>
      (await ask<{ dataSpaceId: string }[]>("dataSpaces")).map(({ dataSpaceId }) => dataSpaceId),
    async stop(): Promise<void> {
      if (!child.connected) return; // it has ended by itself
      child.disconnect();
      await once(child, "exit");
    },
  };
}

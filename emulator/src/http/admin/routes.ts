import { type Call, type Handler, json, type Reply } from "../exchange";
import type { Operation } from "../listener";
import type { Guard } from "../portal/bearer";
import { portalFailure } from "../portal/errors";
import type { Route } from "../router";
import { clockReply } from "./clockReply";
import type { Controls } from "./controls";
import { overview } from "./overview";

const BASE = "/_emulator/v1";

/**
 * The controls: the emulator's own API, which no part of the real service has. Everything that
 * reads a document is loaded on first use, so that starting stays quick.
 */
export function adminRoutes(controls: Controls, guarded: Guard): Route<Operation>[] {
  const { faults, log, core } = controls;
  const actions = () => import("./actions.js");
  const routes: [string, string, string, Handler][] = [
    ["GET", "/state", "admin.state", () => json(200, overview(controls))],
    [
      "PATCH",
      "/account",
      "admin.changeAccount",
      async (call) => (await actions()).changeAccount(controls, call),
    ],
    ["POST", "/keys", "admin.makeKey", async (call) => (await actions()).makeKey(controls, call)],
    [
      "DELETE",
      "/keys/:publicKey",
      "admin.deleteKey",
      async (call) => (await actions()).deleteKey(controls, call),
    ],
    [
      "POST",
      "/projects",
      "admin.addProject",
      async (call) => (await actions()).addProject(controls, call),
    ],
    ["GET", "/faults", "admin.listFaults", () => json(200, { faults: faults.list() })],
    [
      "POST",
      "/faults",
      "admin.addFault",
      async (call) => (await actions()).addFault(controls, call),
    ],
    ["DELETE", "/faults", "admin.clearFaults", () => done(() => faults.clear())],
    ["DELETE", "/faults/:id", "admin.removeFault", (call) => removeFault(controls, call)],
    ["GET", "/clock", "admin.readClock", () => clockReply(controls)],
    [
      "POST",
      "/clock",
      "admin.setClock",
      async (call) => (await actions()).setClock(controls, call),
    ],
    ["GET", "/calls", "admin.listCalls", (call) => listCalls(controls, call)],
    ["DELETE", "/calls", "admin.clearCalls", () => done(() => log.clear())],
    ["GET", "/snapshot", "admin.takeSnapshot", async () => (await actions()).snapshot(core)],
    ["PUT", "/snapshot", "admin.restore", async (call) => (await actions()).restore(core, call)],
    ["POST", "/reset", "admin.reset", () => controls.reset().then(() => NO_CONTENT)],
  ];
  return routes.map(([method, path, operation, handle]) => ({
    method,
    pattern: `${BASE}${path}`,
    target: { operation, handle: guarded(handle) },
  }));
}

const NO_CONTENT: Reply = { status: 204, body: "", outcome: "ok" };

function done(action: () => void): Reply {
  action();
  return NO_CONTENT;
}

function removeFault({ faults }: Controls, call: Call): Reply {
  return faults.remove(call.params.id ?? "")
    ? NO_CONTENT
    : portalFailure(call, 404, "not_found", "There is no such fault.");
}

function listCalls({ log }: Controls, call: Call): Reply {
  const since = call.query.get("since") ?? "0";
  if (!/^\d{1,15}$/.test(since))
    return portalFailure(call, 400, "invalid_request", "since must be a sequence number.");
  return json(200, { calls: log.since(Number(since)) });
}

import type { z } from "zod";
import type { Core } from "../../account/core";
import { defined } from "../../defined";
import {
  accountChange,
  clockChange,
  handMadeKey,
  supportedProject,
} from "../../documents/adminBodies";
import { DocumentError, readDocument } from "../../documents/DocumentError";
import { faultSchema } from "../../documents/fault";
import { readSnapshot, takeSnapshot } from "../../documents/snapshot";
import { NotAllowed } from "../../handles";
import { type Call, json, type Reply } from "../exchange";
import { portalFailure } from "../portal/errors";
import { clockReply } from "./clockReply";
import type { Controls } from "./controls";

export const changeAccount = (controls: Controls, call: Call): Promise<Reply> =>
  withBody(call, accountChange, (change) =>
    json(200, controls.hands.changeAccount(defined(change))),
  );

export const makeKey = (controls: Controls, call: Call): Promise<Reply> =>
  withBody(call, handMadeKey, async ({ environment, label, mageId }) => {
    const pair = await controls.hands.issueKey(environment, label, defined({ mageId }));
    return json(201, pair, "ok", pair.publicKey);
  });

export const deleteKey = (controls: Controls, call: Call): Promise<Reply> =>
  answered(call, () => {
    controls.hands.deleteKey(call.params.publicKey ?? "");
    return { status: 204, body: "", outcome: "ok" };
  });

export const addProject = (controls: Controls, call: Call): Promise<Reply> =>
  withBody(call, supportedProject, ({ name, environment, ...more }) =>
    json(201, controls.hands.addProject({ name, environment, ...defined(more) })),
  );

export const addFault = (controls: Controls, call: Call): Promise<Reply> =>
  withBody(call, faultSchema, (fault) => json(201, controls.faults.add(fault)));

export const setClock = (controls: Controls, call: Call): Promise<Reply> =>
  withBody(call, clockChange, (change) => {
    const { clock } = controls.core;
    if ("freeze" in change) clock.freeze();
    else if ("resume" in change) clock.resume();
    else if ("advanceMs" in change) clock.advance(change.advanceMs);
    else clock.set(Date.parse(change.setTo));
    return clockReply(controls);
  });

export const snapshot = ({ world }: Core): Reply => json(200, takeSnapshot(world.contents()));

export const restore = ({ world, mageId }: Core, call: Call): Promise<Reply> =>
  answered(call, () => {
    world.replace(readSnapshot(parsed(call), { holding: mageId }));
    return { status: 204, body: "", outcome: "ok" };
  });

const withBody = <Schema extends z.ZodType>(
  call: Call,
  schema: Schema,
  then: (value: z.output<Schema>) => Reply | Promise<Reply>,
): Promise<Reply> => answered(call, () => then(readDocument(schema, parsed(call), "The request")));

/** What the caller did wrong is an answer; anything else is ours and goes on up. */
async function answered(call: Call, action: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DocumentError || error instanceof RangeError)
      return portalFailure(call, 400, "invalid_request", error.message);
    if (error instanceof NotAllowed)
      return portalFailure(call, error.code === "not_found" ? 404 : 409, error.code, error.message);
    throw error;
  }
}

function parsed({ body }: Call): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new DocumentError("The request", ["the body is not JSON"]);
  }
}

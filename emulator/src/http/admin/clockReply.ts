import { json, type Reply } from "../exchange";
import type { Controls } from "./controls";

export const clockReply = ({ core: { clock } }: Controls): Reply =>
  json(200, { now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
